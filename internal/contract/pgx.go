package contract

// pgx is the row of pgx's connections: "Conn is a PostgreSQL connection handle. It is not safe
// for concurrent usage", and "PgConn is a low-level PostgreSQL connection handle. It is not
// safe for concurrent usage". A transaction, and the rows of a query, are uses of their
// connection. Pools are safe.
func pgx() *API {
	const path, low4 = "github.com/jackc/pgx", "github.com/jackc/pgconn"
	low, pool := path+"/pgconn", path+"/pgxpool"
	whole := Use{Side: WholeSide}
	rows := &Type{Methods: uses(whole, "Next Scan Values Close NextRow Read NextResult ReadAll"), Until: []string{"Close", "ReadAll"}}
	row := &Type{Methods: uses(whole, "Scan"), Until: []string{"Scan"}}
	batch := &Type{Methods: uses(whole, "Exec Query QueryRow Close"), Until: []string{"Close"}}
	conn := methods(
		uses(whole, "Exec CopyFrom Prepare Deallocate DeallocateAll Ping Commit Rollback WaitForNotification LoadType LoadTypes Close Release"),
		uses(Use{Side: WholeSide, Same: true}, "Begin BeginTx"),
		uses(Use{Side: WholeSide, Part: rows}, "Query"),
		uses(Use{Side: WholeSide, Part: row}, "QueryRow"),
		uses(Use{Side: WholeSide, Part: batch}, "SendBatch"),
		uses(Use{Same: true}, "Conn PgConn"),
		uses(Use{}, "Config TypeMap IsClosed ConnInfo StatementCache LargeObjects Hijack"),
	)
	lowLevel := methods(
		uses(whole, "CheckConn CopyFrom CopyTo Deallocate Ping Prepare ReceiveMessage ReceiveResults SendBytes SyncConn WaitForNotification Close"),
		uses(Use{Side: WholeSide, Part: rows}, "Exec ExecBatch ExecParams ExecPrepared ExecStatement StartPipeline"),
		uses(Use{}, "CancelRequest CleanupDone Conn CustomData EscapeString Frontend Hijack IsBusy IsClosed PID ParameterStatus SecretKey TxStatus"),
	)
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
		Conflicts: usual,
	}
}
