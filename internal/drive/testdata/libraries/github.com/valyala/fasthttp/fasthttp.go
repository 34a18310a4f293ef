package fasthttp

type (
	RequestCtx     struct{ id int }
	RequestHandler func(*RequestCtx)
	Server         struct{ Handler RequestHandler }
)

func ListenAndServe(address string, h RequestHandler) error
func CompressHandler(h RequestHandler) RequestHandler
func (s *Server) ListenAndServe(address string) error
func (s *Server) Shutdown() error
