package lsp

// The part of the language server protocol that is spoken here, in the
// words of its specification.
type (
	initializeParams struct {
		RootURI          string            `json:"rootUri"`
		WorkspaceFolders []workspaceFolder `json:"workspaceFolders"`
		Capabilities     struct {
			General struct {
				PositionEncodings []string `json:"positionEncodings"`
			} `json:"general"`
			Window struct {
				WorkDoneProgress bool `json:"workDoneProgress"`
				ShowDocument     struct {
					Support bool `json:"support"`
				} `json:"showDocument"`
			} `json:"window"`
		} `json:"capabilities"`
		InitializationOptions settings `json:"initializationOptions"`
	}

	// settings are what a user can say in the configuration of the editor.
	settings struct {
		BuildFlags []string `json:"buildFlags"`
	}

	workspaceFolder struct {
		URI string `json:"uri"`
	}

	initializeResult struct {
		Capabilities serverCapabilities `json:"capabilities"`
		ServerInfo   serverInfo         `json:"serverInfo"`
	}

	serverInfo struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}

	serverCapabilities struct {
		PositionEncoding       string            `json:"positionEncoding"`
		TextDocumentSync       syncOptions       `json:"textDocumentSync"`
		CodeActionProvider     codeActionOptions `json:"codeActionProvider"`
		ExecuteCommandProvider commandOptions    `json:"executeCommandProvider"`
	}

	codeActionOptions struct {
		CodeActionKinds []string `json:"codeActionKinds"`
	}

	commandOptions struct {
		Commands []string `json:"commands"`
	}

	syncOptions struct {
		OpenClose bool     `json:"openClose"`
		Change    int      `json:"change"`
		Save      struct{} `json:"save"`
	}

	textDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"` // of didOpen
	}

	// documentParams are the parameters of all notifications about a
	// document.
	documentParams struct {
		TextDocument   textDocument `json:"textDocument"`
		ContentChanges []struct {
			Text string `json:"text"`
		} `json:"contentChanges"`
	}

	codeActionParams struct {
		TextDocument textDocument `json:"textDocument"`
		Range        span         `json:"range"`
		Context      struct {
			Only []string `json:"only"`
		} `json:"context"`
	}

	codeAction struct {
		Title       string         `json:"title"`
		Kind        string         `json:"kind"`
		Diagnostics []diagnostic   `json:"diagnostics"`
		Edit        *workspaceEdit `json:"edit,omitempty"`
		Command     *command       `json:"command,omitempty"`
	}

	workspaceEdit struct {
		Changes map[string][]textEdit `json:"changes"`
	}

	textEdit struct {
		Range   span   `json:"range"`
		NewText string `json:"newText"`
	}

	command struct {
		Title     string `json:"title"`
		Command   string `json:"command"`
		Arguments []int  `json:"arguments"`
	}

	executeParams struct {
		Command   string `json:"command"`
		Arguments []int  `json:"arguments"`
	}

	showDocumentParams struct {
		URI       string `json:"uri"`
		TakeFocus bool   `json:"takeFocus"`
	}

	publishParams struct {
		URI         string       `json:"uri"`
		Version     int          `json:"version,omitempty"`
		Diagnostics []diagnostic `json:"diagnostics"`
	}

	diagnostic struct {
		Range              span             `json:"range"`
		Severity           int              `json:"severity"`
		Code               string           `json:"code,omitempty"`
		CodeDescription    *codeDescription `json:"codeDescription,omitempty"`
		Source             string           `json:"source"`
		Message            string           `json:"message"`
		RelatedInformation []relatedPlace   `json:"relatedInformation,omitempty"`
	}

	codeDescription struct {
		Href string `json:"href"`
	}

	relatedPlace struct {
		Location location `json:"location"`
		Message  string   `json:"message"`
	}

	location struct {
		URI   string `json:"uri"`
		Range span   `json:"range"`
	}

	span struct {
		Start place `json:"start"`
		End   place `json:"end"`
	}

	place struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}

	messageParams struct {
		Type    int    `json:"type"`
		Message string `json:"message"`
	}

	tokenParams struct {
		Token string `json:"token"`
	}

	progressParams struct {
		Token string        `json:"token"`
		Value progressValue `json:"value"`
	}

	progressValue struct {
		Kind        string `json:"kind"`
		Title       string `json:"title,omitempty"`
		Message     string `json:"message,omitempty"`
		Cancellable bool   `json:"cancellable,omitempty"`
	}
)

const (
	syncFull = 1 // each change has the whole text

	typeError = 1 // of messages to the user
	typeInfo  = 3
	typeLog   = 4
)
