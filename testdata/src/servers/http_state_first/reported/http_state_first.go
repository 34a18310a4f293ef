// A game has to be created, with valid settings, before two requests join it and write to all players.
package reported

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gorilla/websocket"
)

type game struct {
	id      string
	rounds  int
	seconds int
	seats   int
	words   []string
	players []*player
}

type player struct {
	conn *websocket.Conn
}

var games []*game

func find(id string) *game {
	for _, g := range games {
		if g.id == id {
			return g
		}
	}
	return nil
}

func number(text string, low, high int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, errors.New("not a number")
	}
	if n < low {
		return 0, fmt.Errorf("smaller than %d", low)
	}
	if n > high {
		return 0, fmt.Errorf("greater than %d", high)
	}
	return n, nil
}

func create(w http.ResponseWriter, r *http.Request) {
	rounds, err1 := number(r.FormValue("rounds"), 1, 20)
	seconds, err2 := number(r.FormValue("seconds"), 60, 300)
	seats, err3 := number(r.FormValue("seats"), 2, 24)
	if err1 != nil || err2 != nil || err3 != nil {
		http.Error(w, "invalid", http.StatusBadRequest)
		return
	}
	words := strings.Split(r.FormValue("words"), ",")
	games = append(games, &game{id: r.FormValue("id"), rounds: rounds, seconds: seconds, seats: seats, words: words})
}

func show(w http.ResponseWriter, r *http.Request) {
	if g := find(r.FormValue("id")); g != nil {
		fmt.Fprintln(w, g.rounds, g.seconds, g.seats, g.words)
	}
}

func rules(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "Guess.") }

var upgrader websocket.Upgrader

func join(w http.ResponseWriter, r *http.Request) {
	g := find(r.FormValue("id"))
	if g == nil {
		http.NotFound(w, r)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	g.players = append(g.players, &player{conn: conn})
	for {
		_, m, err := conn.ReadMessage()
		if err != nil {
			return
		}
		for _, p := range g.players {
			p.conn.WriteMessage(websocket.TextMessage, m) // want "concurrent-write"
		}
	}
}

func main() {
	http.HandleFunc("/create", create)
	http.HandleFunc("/show", show)
	http.HandleFunc("/rules", rules)
	http.HandleFunc("/join", join)
	http.ListenAndServe(":8080", nil)
}
