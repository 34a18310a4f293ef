// Calls of a callback run in goroutines of their own, and answer by what they are given.
package reported

import "github.com/gorilla/websocket"

// A Service sends commands.
type Service struct {
	Light *light
}

type light struct{ conn *websocket.Conn }

// TurnOn turns the light on.
func (l *light) TurnOn(room string) error {
	return l.conn.WriteJSON(room) // want "concurrent-write"
}

// An App gives events to a callback.
type App struct {
	conn     *websocket.Conn
	service  *Service
	callback func(*Service, []byte)
}

// Connect returns an App with a connection.
func Connect(url string, callback func(*Service, []byte)) (*App, error) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	return &App{conn: conn, service: &Service{Light: &light{conn}}, callback: callback}, nil
}

// Run gives events to the callback.
func (a *App) Run() error {
	for {
		_, event, err := a.conn.ReadMessage()
		if err != nil {
			return err
		}
		go a.callback(a.service, event)
	}
}
