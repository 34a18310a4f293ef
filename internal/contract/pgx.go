package contract

import "strings"

// pgx is the row of pgx's connections: "Conn is a PostgreSQL connection handle. It is not safe
// for concurrent usage", and "PgConn is a low-level PostgreSQL connection handle. It is not
// safe for concurrent usage". A transaction, and the rows of a query, are uses of their
// connection. Pools are safe.
func pgx() *API {
	const path, low4 = "github.com/jackc/pgx", "github.com/jackc/pgconn"
	low, pool := path+"/pgconn", path+"/pgxpool"
	whole := Use{Side: WholeSide}
	rows := &Type{Methods: uses(whole, "Next Scan Values Close NextRow Read NextResult ReadAll"), Until: strings.Fields("Close ReadAll CollectRows CollectOneRow CollectExactlyOneRow ForEachRow")}
	row := &Type{Methods: uses(whole, "Scan"), Until: []string{"Scan"}}
	batch := &Type{Methods: uses(whole, "Exec Query QueryRow Close"), Until: []string{"Close"}}
	conn := methods(
		uses(whole, "Exec CopyFrom Prepare Deallocate DeallocateAll Ping Commit Rollback WaitForNotification LoadType LoadTypes Close Release"),
		uses(Use{Side: WholeSide, Same: true}, "Begin BeginTx"),
		uses(Use{Side: WholeSide, Part: rows}, "Query"),
		uses(Use{Side: WholeSide, Part: row}, "QueryRow"),
		uses(Use{Side: WholeSide, Part: batch}, "SendBatch"),
		uses(Use{Side: WholeSide, Runs: true}, "BeginFunc BeginTxFunc QueryFunc"),
		uses(Use{Same: true}, "Conn PgConn Hijack"),
		uses(Use{}, "Config TypeMap IsClosed ConnInfo StatementCache LargeObjects"),
	)
	lowLevel := methods(
		uses(whole, "CheckConn CopyFrom CopyTo Deallocate Ping Prepare ReceiveMessage ReceiveResults SendBytes SyncConn WaitForNotification Close"),
		uses(Use{Side: WholeSide, Part: rows}, "Exec ExecBatch ExecParams ExecPrepared ExecStatement StartPipeline"),
		uses(Use{}, "CancelRequest CleanupDone Conn CustomData EscapeString Frontend Hijack IsBusy IsClosed PID ParameterStatus SecretKey TxStatus"),
	)
	funcs := map[string]Use{path + ".ForEachRow": {Side: WholeSide, Runs: true}}
	for _, name := range []string{"CollectRows", "CollectOneRow", "CollectExactlyOneRow"} {
		funcs[path+"."+name] = whole
	}
	return &API{
		Name:   "pgx",
		Object: "connection",
		Paths:  []string{path, low, pool, low4},
		Doc:    "https://pkg.go.dev/github.com/jackc/pgx/v5#Conn",
		Types: []*Type{
			{Name: path + ".Conn", Methods: conn},
			{Name: path + ".Tx", Methods: conn},
			{Name: pool + ".Conn", Methods: conn},
			{Name: pool + ".Tx", Methods: conn},
			{Name: low + ".PgConn", Methods: lowLevel},
			{Name: low4 + ".PgConn", Methods: lowLevel},
		},
		Funcs: funcs,
		Runners: []string{
			path + ".BeginFunc", path + ".BeginTxFunc",
			"(*" + pool + ".Pool).AcquireFunc", "(*" + pool + ".Pool).BeginFunc", "(*" + pool + ".Pool).BeginTxFunc",
		},
		Conflicts: usual,
	}
}
