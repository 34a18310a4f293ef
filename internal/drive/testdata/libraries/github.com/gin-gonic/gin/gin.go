package gin

type (
	Context     struct{ index int }
	HandlerFunc func(*Context)
	IRoutes     interface{ ok() }
	Engine      struct{ root string }
)

func New() *Engine
func (e *Engine) GET(path string, handlers ...HandlerFunc) IRoutes
func (e *Engine) Run(address ...string) error
