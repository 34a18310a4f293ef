package sarif

// The part of the SARIF object model that is written here, in the words
// of its specification.
type (
	log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}

	run struct {
		Tool               tool               `json:"tool"`
		ColumnKind         string             `json:"columnKind"`
		OriginalURIBaseIDs map[string]baseURI `json:"originalUriBaseIds"`
		Invocations        []invocation       `json:"invocations"`
		Results            []result           `json:"results"`
	}

	invocation struct {
		ExecutionSuccessful        bool           `json:"executionSuccessful"`
		ToolExecutionNotifications []notification `json:"toolExecutionNotifications,omitempty"`
	}

	notification struct {
		Level     string     `json:"level"`
		Message   message    `json:"message"`
		Locations []location `json:"locations,omitempty"`
	}

	tool struct {
		Driver driver `json:"driver"`
	}

	driver struct {
		Name           string `json:"name"`
		Version        string `json:"version,omitempty"`
		InformationURI string `json:"informationUri"`
		Rules          []rule `json:"rules"`
	}

	rule struct {
		ID                   string         `json:"id"`
		Name                 string         `json:"name"`
		ShortDescription     message        `json:"shortDescription"`
		Help                 markdown       `json:"help"`
		HelpURI              string         `json:"helpUri"`
		DefaultConfiguration configuration  `json:"defaultConfiguration"`
		Properties           map[string]any `json:"properties,omitempty"`
	}

	configuration struct {
		Level string `json:"level"`
	}

	baseURI struct {
		Description message `json:"description"`
	}

	message struct {
		Text string `json:"text"`
	}

	markdown struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}

	result struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             message           `json:"message"`
		Locations           []location        `json:"locations"`
		RelatedLocations    []location        `json:"relatedLocations,omitempty"`
		CodeFlows           []codeFlow        `json:"codeFlows,omitempty"`
		Stacks              []stack           `json:"stacks,omitempty"`
		Properties          map[string]any    `json:"properties,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
	}

	location struct {
		ID               int               `json:"id,omitempty"`
		PhysicalLocation *physicalLocation `json:"physicalLocation,omitempty"`
		Message          *message          `json:"message,omitempty"`
	}

	physicalLocation struct {
		ArtifactLocation artifactLocation `json:"artifactLocation"`
		Region           *region          `json:"region,omitempty"`
	}

	artifactLocation struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}

	region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}

	codeFlow struct {
		Message     *message     `json:"message,omitempty"`
		ThreadFlows []threadFlow `json:"threadFlows"`
	}

	threadFlow struct {
		ID        string         `json:"id"`
		Message   *message       `json:"message,omitempty"`
		Locations []flowLocation `json:"locations"`
	}

	flowLocation struct {
		Location       location `json:"location"`
		Kinds          []string `json:"kinds,omitempty"`
		NestingLevel   int      `json:"nestingLevel,omitempty"`
		ExecutionOrder int      `json:"executionOrder"`
		Importance     string   `json:"importance"`
	}

	stack struct {
		Message message `json:"message"`
		Frames  []frame `json:"frames"`
	}

	frame struct {
		Location location `json:"location"`
	}
)
