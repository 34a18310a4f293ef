package contract

// Op says what a call of a known function does, apart from what its body would
// tell.
type Op uint8

// What a call does. A wait group is anything with goroutines to wait for:
// sync.WaitGroup, errgroup.Group, conc's pools, tomb.Tomb.
const (
	None         Op = iota
	Spawn           // runs the function argument Arg in a new goroutine
	SpawnWriters    // starts goroutines that call the Write methods of the receiver's Stdout and Stderr
	RunWriters      // is SpawnWriters, and waits for them
	Actor           // is Spawn, and runs argument Arg+1, one of those at a time, when one goroutine of the receiver is over
	InTurn          // runs it in a goroutine, after those that the receiver was given before
	Inline          // runs the function argument Arg once before it returns
	Flight          // is Inline, for one call at a time among those with one key, argument 0
	Once            // runs Arg before it returns, at most once for each receiver
	Lock            // takes the receiver as an exclusive lock
	RLock           // takes the receiver as a shared lock
	TryLock         // takes the receiver exclusively if it returns true
	TryRLock        // takes the receiver shared if it returns true
	Unlock          // gives an exclusive lock back
	RUnlock         // gives a shared lock back
	Acquire         // takes as much of the receiver as argument Arg says, if it returns no error
	TryAcquire      // takes as much of the receiver as argument Arg says, if it returns true
	Release         // gives back what was acquired of the receiver
	Add             // announces goroutines to the receiver, a wait group
	Done            // completes one goroutine of the receiver, a wait group
	Wait            // waits for all goroutines of the receiver
	SetLimit        // bounds the goroutines of the receiver to the constant Arg
	Stop            // true if what the receiver was to run does not run, or never did
	Restart         // makes the receiver run once more what it runs
	CAS             // true for one caller only: a claim on the receiver or on *Arg
	SetFlag         // sets a flag, the receiver, to its last argument
	Count           // adds its last argument to a counter, the receiver or *Arg, and returns the sum
	SetCount        // sets a counter, the receiver or *Arg, to its last argument
	LoadElem        // returns an element of the container that is the receiver
	TakeElem        // returns an element of the receiver, which nobody else gets
	SaveElem        // stores its argument Arg in the container that is the receiver
	SaveNew         // is SaveElem if there is no such element, and returns what is there then
	Keys            // returns an iterator over the keys of its argument Arg, a map
	EachElem        // calls its argument Arg with elements of the receiver
	EachOf          // calls its argument Arg with elements of argument 0, and returns that, if anything of its type
	Subtest         // runs Arg: before it returns, or, from where that calls Parallel, after the test that runs it
	Parallel        // waits until the test has returned that has started the receiver
	Cleanup         // runs Arg when the receiver, a test, is over
	Memo            // returns a function that runs argument Arg at most once, and returns what that has returned
	SetKey          // returns argument 0 with argument Arg added: context.WithValue
	GetKey          // returns what SetKey has added to the receiver
	NoReturn        // never returns
	NilError        // returns only if the error that is argument Arg is nil
	Write           // calls the Write method of its argument Arg
	Read            // calls the Read method of its argument Arg
	Copy            // calls the Write method of its argument Arg and the Read method of the next
	ReadLocker      // returns a Locker that takes the receiver as a shared lock
	Alias           // returns its argument Arg, or something that shares its locks
	Without         // returns its argument Arg, a slice, without some elements

	// What follows only tells something about the result.

	NewError  // an error that isn't nil
	WrapError // an error that is nil only if its argument Arg is
	GetFlag   // whether the receiver, a flag, is set
	DoneChan  // a channel that is closed once the receiver is done
	EndChan   // a channel that is closed once all goroutines of the receiver are over
	DoneError // an error that isn't nil once the receiver, or argument Arg, is done
	SameError // true only if the error that is argument Arg isn't nil
	Semaphore // a semaphore with room for argument Arg

	// What follows is described by a summary.

	Hold    // returns a new object that holds its argument Arg
	Forward // calls Method of what the receiver holds
)

// Acts reports whether a call does what op says instead of what its body, or one
// that is unknown, would do.
func (op Op) Acts() bool { return op != None && op < NewError }

// Row is what is known about one function or method.
type Row struct {
	Op   Op
	Arg  int    // index of the argument that matters, the receiver not counted
	Join Op     // for Spawn and Actor: Wait if the receiver's Wait waits for the goroutine, Stop if the result can stop it
	Doc  string // where this is documented

	Keyed bool // for LoadElem, SaveElem: argument 0 is the element's key

	Method string // for Forward
	Locked bool   // for Forward: under a lock of the receiver's own
}

const (
	syncDoc      = "https://pkg.go.dev/sync"
	groupDoc     = "https://pkg.go.dev/golang.org/x/sync/errgroup"
	semaphoreDoc = "https://pkg.go.dev/golang.org/x/sync/semaphore"
	pkgErrorsDoc = "https://pkg.go.dev/github.com/pkg/errors"
	concDoc      = "https://pkg.go.dev/github.com/sourcegraph/conc"
	tombDoc      = "https://pkg.go.dev/gopkg.in/tomb.v2"
	antsDoc      = "https://pkg.go.dev/github.com/panjf2000/ants/v2"
	runDoc       = "https://pkg.go.dev/github.com/oklog/run"
)

// rows is keyed by the full name of types.Func.FullName, without type arguments.
var rows = map[string]Row{
	"(*sync.WaitGroup).Go":   {Op: Spawn, Join: Wait, Doc: syncDoc + "#WaitGroup.Go"},
	"(*sync.WaitGroup).Add":  {Op: Add, Doc: syncDoc + "#WaitGroup.Add"},
	"(*sync.WaitGroup).Done": {Op: Done, Doc: syncDoc + "#WaitGroup.Done"},
	"(*sync.WaitGroup).Wait": {Op: Wait, Doc: syncDoc + "#WaitGroup.Wait"},

	"(*sync.Mutex).Lock":         {Op: Lock, Doc: syncDoc + "#Mutex.Lock"},
	"(*sync.Mutex).TryLock":      {Op: TryLock, Doc: syncDoc + "#Mutex.TryLock"},
	"(*sync.Mutex).Unlock":       {Op: Unlock, Doc: syncDoc + "#Mutex.Unlock"},
	"(*sync.RWMutex).Lock":       {Op: Lock, Doc: syncDoc + "#RWMutex.Lock"},
	"(*sync.RWMutex).RLock":      {Op: RLock, Doc: syncDoc + "#RWMutex.RLock"},
	"(*sync.RWMutex).TryLock":    {Op: TryLock, Doc: syncDoc + "#RWMutex.TryLock"},
	"(*sync.RWMutex).TryRLock":   {Op: TryRLock, Doc: syncDoc + "#RWMutex.TryRLock"},
	"(*sync.RWMutex).Unlock":     {Op: Unlock, Doc: syncDoc + "#RWMutex.Unlock"},
	"(*sync.RWMutex).RUnlock":    {Op: RUnlock, Doc: syncDoc + "#RWMutex.RUnlock"},
	"(sync.Locker).Lock":         {Op: Lock, Doc: syncDoc + "#Locker"},
	"(sync.Locker).Unlock":       {Op: Unlock, Doc: syncDoc + "#Locker"},
	"sync.NewCond":               {Op: Alias, Arg: 0, Doc: syncDoc + "#NewCond"},
	"(*sync.Once).Do":            {Op: Once, Doc: syncDoc + "#Once.Do"},
	"sync.OnceFunc":              {Op: Memo, Doc: syncDoc + "#OnceFunc"},
	"sync.OnceValue":             {Op: Memo, Doc: syncDoc + "#OnceValue"},
	"sync.OnceValues":            {Op: Memo, Doc: syncDoc + "#OnceValues"},
	"(*sync.Map).Load":           {Op: LoadElem, Keyed: true, Doc: syncDoc + "#Map.Load"},
	"(*sync.Map).LoadAndDelete":  {Op: TakeElem, Doc: syncDoc + "#Map.LoadAndDelete"},
	"(*sync.Map).Store":          {Op: SaveElem, Arg: 1, Keyed: true, Doc: syncDoc + "#Map.Store"},
	"(*sync.Map).Swap":           {Op: SaveElem, Arg: 1, Keyed: true, Doc: syncDoc + "#Map.Swap"},
	"(*sync.Map).LoadOrStore":    {Op: SaveNew, Arg: 1, Keyed: true, Doc: syncDoc + "#Map.LoadOrStore"},
	"(*sync.Map).CompareAndSwap": {Op: SaveElem, Arg: 2, Keyed: true, Doc: syncDoc + "#Map.CompareAndSwap"},
	"(*sync.Map).Range":          {Op: EachElem, Doc: syncDoc + "#Map.Range"},
	"(*sync.Pool).Get":           {Op: TakeElem, Doc: syncDoc + "#Pool.Get"},
	"(*sync.Pool).Put":           {Op: SaveElem, Doc: syncDoc + "#Pool.Put"},

	"(*sync/atomic.Value).Store":   {Op: SaveElem, Doc: "https://pkg.go.dev/sync/atomic#Value"},
	"(*sync/atomic.Value).Load":    {Op: LoadElem, Doc: "https://pkg.go.dev/sync/atomic#Value"},
	"(*sync/atomic.Pointer).Store": {Op: SaveElem, Doc: "https://pkg.go.dev/sync/atomic#Pointer"},
	"(*sync/atomic.Pointer).Load":  {Op: LoadElem, Doc: "https://pkg.go.dev/sync/atomic#Pointer"},
	"(*sync/atomic.Bool).Load":     {Op: GetFlag, Doc: "https://pkg.go.dev/sync/atomic#Bool.Load"},
	"(*sync/atomic.Bool).Store":    {Op: SetFlag, Doc: "https://pkg.go.dev/sync/atomic#Bool.Store"},

	"(*sync/atomic.Bool).CompareAndSwap":   {Op: CAS, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Bool.CompareAndSwap"},
	"(*sync/atomic.Int32).CompareAndSwap":  {Op: CAS, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int32.CompareAndSwap"},
	"(*sync/atomic.Int64).CompareAndSwap":  {Op: CAS, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int64.CompareAndSwap"},
	"(*sync/atomic.Uint32).CompareAndSwap": {Op: CAS, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint32.CompareAndSwap"},
	"(*sync/atomic.Uint64).CompareAndSwap": {Op: CAS, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint64.CompareAndSwap"},
	"sync/atomic.CompareAndSwapInt32":      {Op: CAS, Doc: "https://pkg.go.dev/sync/atomic#CompareAndSwapInt32"},
	"sync/atomic.CompareAndSwapInt64":      {Op: CAS, Doc: "https://pkg.go.dev/sync/atomic#CompareAndSwapInt64"},
	"sync/atomic.CompareAndSwapUint32":     {Op: CAS, Doc: "https://pkg.go.dev/sync/atomic#CompareAndSwapUint32"},
	"sync/atomic.CompareAndSwapUint64":     {Op: CAS, Doc: "https://pkg.go.dev/sync/atomic#CompareAndSwapUint64"},

	"(*sync/atomic.Int32).Add":    {Op: Count, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int32.Add"},
	"(*sync/atomic.Int32).Store":  {Op: SetCount, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int32.Store"},
	"(*sync/atomic.Int64).Add":    {Op: Count, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int64.Add"},
	"(*sync/atomic.Int64).Store":  {Op: SetCount, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Int64.Store"},
	"(*sync/atomic.Uint32).Add":   {Op: Count, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint32.Add"},
	"(*sync/atomic.Uint32).Store": {Op: SetCount, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint32.Store"},
	"(*sync/atomic.Uint64).Add":   {Op: Count, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint64.Add"},
	"(*sync/atomic.Uint64).Store": {Op: SetCount, Arg: -1, Doc: "https://pkg.go.dev/sync/atomic#Uint64.Store"},
	"sync/atomic.AddInt32":        {Op: Count, Doc: "https://pkg.go.dev/sync/atomic#AddInt32"},
	"sync/atomic.AddInt64":        {Op: Count, Doc: "https://pkg.go.dev/sync/atomic#AddInt64"},
	"sync/atomic.AddUint32":       {Op: Count, Doc: "https://pkg.go.dev/sync/atomic#AddUint32"},
	"sync/atomic.AddUint64":       {Op: Count, Doc: "https://pkg.go.dev/sync/atomic#AddUint64"},
	"sync/atomic.StoreInt32":      {Op: SetCount, Doc: "https://pkg.go.dev/sync/atomic#StoreInt32"},
	"sync/atomic.StoreInt64":      {Op: SetCount, Doc: "https://pkg.go.dev/sync/atomic#StoreInt64"},
	"sync/atomic.StoreUint32":     {Op: SetCount, Doc: "https://pkg.go.dev/sync/atomic#StoreUint32"},
	"sync/atomic.StoreUint64":     {Op: SetCount, Doc: "https://pkg.go.dev/sync/atomic#StoreUint64"},

	"(*container/list.List).PushBack":  {Op: SaveElem, Doc: "https://pkg.go.dev/container/list#List.PushBack"},
	"(*container/list.List).PushFront": {Op: SaveElem, Doc: "https://pkg.go.dev/container/list#List.PushFront"},
	"(*container/list.List).Front":     {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/container/list#List.Front"},
	"(*container/list.List).Back":      {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/container/list#List.Back"},
	"(*container/list.Element).Next":   {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/container/list#Element.Next"},
	"(*container/list.Element).Prev":   {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/container/list#Element.Prev"},

	"maps.Values":    {Op: Alias, Doc: "https://pkg.go.dev/maps#Values"},
	"maps.Keys":      {Op: Keys, Doc: "https://pkg.go.dev/maps#Keys"},
	"maps.All":       {Op: Alias, Doc: "https://pkg.go.dev/maps#All"},
	"maps.Clone":     {Op: Alias, Doc: "https://pkg.go.dev/maps#Clone"},
	"slices.Values":  {Op: Alias, Doc: "https://pkg.go.dev/slices#Values"},
	"slices.All":     {Op: Alias, Doc: "https://pkg.go.dev/slices#All"},
	"slices.Collect": {Op: Alias, Doc: "https://pkg.go.dev/slices#Collect"},
	"slices.Clone":   {Op: Alias, Doc: "https://pkg.go.dev/slices#Clone"},
	"slices.Clip":    {Op: Alias, Doc: "https://pkg.go.dev/slices#Clip"},
	"slices.Delete":  {Op: Without, Doc: "https://pkg.go.dev/slices#Delete"},
	"slices.Grow":    {Op: Alias, Doc: "https://pkg.go.dev/slices#Grow"},

	"slices.DeleteFunc":     {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#DeleteFunc"},
	"slices.ContainsFunc":   {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#ContainsFunc"},
	"slices.IndexFunc":      {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#IndexFunc"},
	"slices.CompactFunc":    {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#CompactFunc"},
	"slices.SortFunc":       {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#SortFunc"},
	"slices.SortStableFunc": {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#SortStableFunc"},
	"slices.MinFunc":        {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#MinFunc"},
	"slices.MaxFunc":        {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/slices#MaxFunc"},
	"maps.DeleteFunc":       {Op: EachOf, Arg: 1, Doc: "https://pkg.go.dev/maps#DeleteFunc"},

	"time.AfterFunc":           {Op: Spawn, Arg: 1, Join: Stop, Doc: "https://pkg.go.dev/time#AfterFunc"},
	"(*time.Timer).Stop":       {Op: Stop, Arg: -1, Doc: "https://pkg.go.dev/time#Timer.Stop"},
	"(*time.Timer).Reset":      {Op: Restart, Arg: -1, Doc: "https://pkg.go.dev/time#Timer.Reset"},
	"context.AfterFunc":        {Op: Spawn, Arg: 1, Join: Stop, Doc: "https://pkg.go.dev/context#AfterFunc"},
	"context.WithValue":        {Op: SetKey, Arg: 2, Doc: "https://pkg.go.dev/context#WithValue"},
	"(context.Context).Value":  {Op: GetKey, Doc: "https://pkg.go.dev/context#Context"},
	"context.WithCancel":       {Op: Alias, Arg: 0, Doc: "https://pkg.go.dev/context#WithCancel"},
	"context.WithTimeout":      {Op: Alias, Arg: 0, Doc: "https://pkg.go.dev/context#WithTimeout"},
	"context.WithDeadline":     {Op: Alias, Arg: 0, Doc: "https://pkg.go.dev/context#WithDeadline"},
	"context.WithCancelCause":  {Op: Alias, Arg: 0, Doc: "https://pkg.go.dev/context#WithCancelCause"},
	"context.WithoutCancel":    {Op: Alias, Arg: 0, Doc: "https://pkg.go.dev/context#WithoutCancel"},
	"runtime/pprof.Do":         {Op: Inline, Arg: 2, Doc: "https://pkg.go.dev/runtime/pprof#Do"},
	"runtime/trace.WithRegion": {Op: Inline, Arg: 2, Doc: "https://pkg.go.dev/runtime/trace#WithRegion"},
	"(context.Context).Done":   {Op: DoneChan, Doc: "https://pkg.go.dev/context#Context"},
	"(context.Context).Err":    {Op: DoneError, Arg: -1, Doc: "https://pkg.go.dev/context#Context"},
	"context.Cause":            {Op: DoneError, Doc: "https://pkg.go.dev/context#Cause"},
	"(*sync.RWMutex).RLocker":  {Op: ReadLocker, Doc: syncDoc + "#RWMutex.RLocker"},

	"errors.Is":                                          {Op: SameError, Doc: "https://pkg.go.dev/errors#Is"},
	"errors.New":                                         {Op: NewError, Doc: "https://pkg.go.dev/errors#New"},
	"fmt.Errorf":                                         {Op: NewError, Doc: "https://pkg.go.dev/fmt#Errorf"},
	"github.com/pkg/errors.New":                          {Op: NewError, Doc: pkgErrorsDoc + "#New"},
	"github.com/pkg/errors.Errorf":                       {Op: NewError, Doc: pkgErrorsDoc + "#Errorf"},
	"github.com/pkg/errors.Wrap":                         {Op: WrapError, Doc: pkgErrorsDoc + "#Wrap"},
	"github.com/pkg/errors.Wrapf":                        {Op: WrapError, Doc: pkgErrorsDoc + "#Wrapf"},
	"github.com/pkg/errors.WithStack":                    {Op: WrapError, Doc: pkgErrorsDoc + "#WithStack"},
	"github.com/pkg/errors.WithMessage":                  {Op: WrapError, Doc: pkgErrorsDoc + "#WithMessage"},
	"github.com/pkg/errors.WithMessagef":                 {Op: WrapError, Doc: pkgErrorsDoc + "#WithMessagef"},
	"golang.org/x/xerrors.New":                           {Op: NewError, Doc: "https://pkg.go.dev/golang.org/x/xerrors#New"},
	"golang.org/x/xerrors.Errorf":                        {Op: NewError, Doc: "https://pkg.go.dev/golang.org/x/xerrors#Errorf"},
	"google.golang.org/grpc/status.Errorf":               {Op: NewError, Doc: "https://pkg.go.dev/google.golang.org/grpc/status#Errorf"},
	"google.golang.org/grpc/status.Error":                {Op: NewError, Doc: "https://pkg.go.dev/google.golang.org/grpc/status#Error"},
	"(*golang.org/x/sync/errgroup.Group).Go":             {Op: Spawn, Join: Wait, Doc: groupDoc + "#Group.Go"},
	"(*golang.org/x/sync/errgroup.Group).TryGo":          {Op: Spawn, Join: Wait, Doc: groupDoc + "#Group.TryGo"},
	"(*golang.org/x/sync/errgroup.Group).Wait":           {Op: Wait, Doc: groupDoc + "#Group.Wait"},
	"(*golang.org/x/sync/errgroup.Group).SetLimit":       {Op: SetLimit, Doc: groupDoc + "#Group.SetLimit"},
	"golang.org/x/sync/semaphore.NewWeighted":            {Op: Semaphore, Doc: semaphoreDoc + "#NewWeighted"},
	"(*golang.org/x/sync/semaphore.Weighted).Acquire":    {Op: Acquire, Arg: 1, Doc: semaphoreDoc + "#Weighted.Acquire"},
	"(*golang.org/x/sync/semaphore.Weighted).TryAcquire": {Op: TryAcquire, Doc: semaphoreDoc + "#Weighted.TryAcquire"},
	"(*golang.org/x/sync/semaphore.Weighted).Release":    {Op: Release, Doc: semaphoreDoc + "#Weighted.Release"},

	"(*github.com/sourcegraph/conc.WaitGroup).Go":                            {Op: Spawn, Join: Wait, Doc: concDoc + "#WaitGroup.Go"},
	"(*github.com/sourcegraph/conc.WaitGroup).Wait":                          {Op: Wait, Doc: concDoc + "#WaitGroup.Wait"},
	"(*github.com/sourcegraph/conc.WaitGroup).WaitAndRecover":                {Op: Wait, Doc: concDoc + "#WaitGroup.WaitAndRecover"},
	"(*github.com/sourcegraph/conc/pool.Pool).Go":                            {Op: Spawn, Join: Wait, Doc: concDoc + "/pool#Pool.Go"},
	"(*github.com/sourcegraph/conc/pool.Pool).Wait":                          {Op: Wait, Doc: concDoc + "/pool#Pool.Wait"},
	"(*github.com/sourcegraph/conc/pool.Pool).WithMaxGoroutines":             {Op: SetLimit, Doc: concDoc + "/pool#Pool.WithMaxGoroutines"},
	"(*github.com/sourcegraph/conc/pool.Pool).WithErrors":                    {Op: Alias, Arg: -1, Doc: concDoc + "/pool#Pool.WithErrors"},
	"(*github.com/sourcegraph/conc/pool.Pool).WithContext":                   {Op: Alias, Arg: -1, Doc: concDoc + "/pool#Pool.WithContext"},
	"(*github.com/sourcegraph/conc/pool.ErrorPool).Go":                       {Op: Spawn, Join: Wait, Doc: concDoc + "/pool#ErrorPool.Go"},
	"(*github.com/sourcegraph/conc/pool.ErrorPool).Wait":                     {Op: Wait, Doc: concDoc + "/pool#ErrorPool.Wait"},
	"(*github.com/sourcegraph/conc/pool.ErrorPool).WithContext":              {Op: Alias, Arg: -1, Doc: concDoc + "/pool#ErrorPool.WithContext"},
	"(*github.com/sourcegraph/conc/pool.ContextPool).Go":                     {Op: Spawn, Join: Wait, Doc: concDoc + "/pool#ContextPool.Go"},
	"(*github.com/sourcegraph/conc/pool.ContextPool).Wait":                   {Op: Wait, Doc: concDoc + "/pool#ContextPool.Wait"},
	"(*github.com/sourcegraph/conc/pool.ResultPool).Go":                      {Op: Spawn, Join: Wait, Doc: concDoc + "/pool#ResultPool.Go"},
	"(*github.com/sourcegraph/conc/pool.ResultPool).Wait":                    {Op: Wait, Doc: concDoc + "/pool#ResultPool.Wait"},
	"(*github.com/sourcegraph/conc/pool.ResultErrorPool).Go":                 {Op: Spawn, Join: Wait, Doc: concDoc + "/pool#ResultErrorPool.Go"},
	"(*github.com/sourcegraph/conc/pool.ResultErrorPool).Wait":               {Op: Wait, Doc: concDoc + "/pool#ResultErrorPool.Wait"},
	"(*github.com/sourcegraph/conc/stream.Stream).Go":                        {Op: Spawn, Join: Wait, Doc: concDoc + "/stream#Stream.Go"},
	"(*github.com/sourcegraph/conc/stream.Stream).Wait":                      {Op: Wait, Doc: concDoc + "/stream#Stream.Wait"},
	"(*github.com/oklog/run.Group).Add":                                      {Op: Actor, Join: Wait, Doc: runDoc + "#Group.Add"},
	"(*github.com/oklog/run.Group).Run":                                      {Op: Wait, Doc: runDoc + "#Group.Run"},
	"(*gopkg.in/tomb.v2.Tomb).Go":                                            {Op: Spawn, Join: Wait, Doc: tombDoc + "#Tomb.Go"},
	"(*gopkg.in/tomb.v2.Tomb).Dead":                                          {Op: EndChan, Doc: tombDoc + "#Tomb.Dead"},
	"(*gopkg.in/tomb.v2.Tomb).Wait":                                          {Op: Wait, Doc: tombDoc + "#Tomb.Wait"},
	"github.com/panjf2000/ants/v2.Submit":                                    {Op: Spawn, Doc: antsDoc + "#Submit"},
	"(*github.com/panjf2000/ants/v2.Pool).Submit":                            {Op: Spawn, Doc: antsDoc + "#Pool.Submit"},
	"(*github.com/panjf2000/ants/v2.MultiPool).Submit":                       {Op: Spawn, Doc: antsDoc + "#MultiPool.Submit"},
	"(*github.com/alitto/pond.WorkerPool).Submit":                            {Op: Spawn, Doc: "https://pkg.go.dev/github.com/alitto/pond#WorkerPool.Submit"},
	"(*github.com/gammazero/workerpool.WorkerPool).Submit":                   {Op: Spawn, Doc: "https://pkg.go.dev/github.com/gammazero/workerpool#WorkerPool.Submit"},
	"(*github.com/gammazero/workerpool.WorkerPool).StopWait":                 {Op: Wait, Doc: "https://pkg.go.dev/github.com/gammazero/workerpool#WorkerPool.StopWait"},
	"(*github.com/edwarnicke/serialize.Executor).AsyncExec":                  {Op: InTurn, Doc: "https://pkg.go.dev/github.com/edwarnicke/serialize#Executor.AsyncExec"},
	"(*golang.org/x/sync/singleflight.Group).Do":                             {Op: Flight, Arg: 1, Doc: "https://pkg.go.dev/golang.org/x/sync/singleflight#Group.Do"},
	"(*golang.org/x/sync/singleflight.Group).DoChan":                         {Op: Spawn, Arg: 1, Doc: "https://pkg.go.dev/golang.org/x/sync/singleflight#Group.DoChan"},
	"(*k8s.io/apimachinery/pkg/util/wait.Group).Start":                       {Op: Spawn, Join: Wait, Doc: "https://pkg.go.dev/k8s.io/apimachinery/pkg/util/wait#Group.Start"},
	"(*k8s.io/apimachinery/pkg/util/wait.Group).Wait":                        {Op: Wait, Doc: "https://pkg.go.dev/k8s.io/apimachinery/pkg/util/wait#Group.Wait"},
	"(*github.com/cockroachdb/cockroach/pkg/util/stop.Stopper).RunAsyncTask": {Op: Spawn, Arg: 2, Doc: "https://pkg.go.dev/github.com/cockroachdb/cockroach/pkg/util/stop#Stopper.RunAsyncTask"},

	"(*os/exec.Cmd).Start": {Op: SpawnWriters, Arg: -1, Doc: "https://pkg.go.dev/os/exec#Cmd"},
	"(*os/exec.Cmd).Run":   {Op: RunWriters, Arg: -1, Doc: "https://pkg.go.dev/os/exec#Cmd"},
	"(*os/exec.Cmd).Wait":  {Op: Wait, Doc: "https://pkg.go.dev/os/exec#Cmd.Wait"},

	"io.Copy":        {Op: Copy, Doc: "https://pkg.go.dev/io#Copy"},
	"io.CopyN":       {Op: Copy, Doc: "https://pkg.go.dev/io#CopyN"},
	"io.CopyBuffer":  {Op: Copy, Doc: "https://pkg.go.dev/io#CopyBuffer"},
	"io.WriteString": {Op: Write, Doc: "https://pkg.go.dev/io#WriteString"},
	"io.ReadAll":     {Op: Read, Doc: "https://pkg.go.dev/io#ReadAll"},
	"io.ReadFull":    {Op: Read, Doc: "https://pkg.go.dev/io#ReadFull"},
	"io.ReadAtLeast": {Op: Read, Doc: "https://pkg.go.dev/io#ReadAtLeast"},
	"io.LimitReader": {Op: Alias, Doc: "https://pkg.go.dev/io#LimitReader"},
	"io.TeeReader":   {Op: Alias, Doc: "https://pkg.go.dev/io#TeeReader"},
	"io.NopCloser":   {Op: Alias, Doc: "https://pkg.go.dev/io#NopCloser"},
	"io.MultiWriter": {Op: Alias, Doc: "https://pkg.go.dev/io#MultiWriter"},
	"fmt.Fprint":     {Op: Write, Doc: "https://pkg.go.dev/fmt#Fprint"},
	"fmt.Fprintf":    {Op: Write, Doc: "https://pkg.go.dev/fmt#Fprintf"},
	"fmt.Fprintln":   {Op: Write, Doc: "https://pkg.go.dev/fmt#Fprintln"},

	"bufio.NewWriter":              {Op: Hold, Doc: "https://pkg.go.dev/bufio#NewWriter"},
	"bufio.NewWriterSize":          {Op: Hold, Doc: "https://pkg.go.dev/bufio#NewWriterSize"},
	"bufio.NewReader":              {Op: Hold, Doc: "https://pkg.go.dev/bufio#NewReader"},
	"bufio.NewReaderSize":          {Op: Hold, Doc: "https://pkg.go.dev/bufio#NewReaderSize"},
	"bufio.NewScanner":             {Op: Hold, Doc: "https://pkg.go.dev/bufio#NewScanner"},
	"encoding/json.NewEncoder":     {Op: Hold, Doc: "https://pkg.go.dev/encoding/json#NewEncoder"},
	"encoding/json.NewDecoder":     {Op: Hold, Doc: "https://pkg.go.dev/encoding/json#NewDecoder"},
	"encoding/gob.NewEncoder":      {Op: Hold, Doc: "https://pkg.go.dev/encoding/gob#NewEncoder"},
	"encoding/gob.NewDecoder":      {Op: Hold, Doc: "https://pkg.go.dev/encoding/gob#NewDecoder"},
	"encoding/xml.NewEncoder":      {Op: Hold, Doc: "https://pkg.go.dev/encoding/xml#NewEncoder"},
	"encoding/csv.NewWriter":       {Op: Hold, Doc: "https://pkg.go.dev/encoding/csv#NewWriter"},
	"encoding/csv.NewReader":       {Op: Hold, Doc: "https://pkg.go.dev/encoding/csv#NewReader"},
	"encoding/binary.Write":        {Op: Write, Doc: "https://pkg.go.dev/encoding/binary#Write"},
	"encoding/binary.Read":         {Op: Read, Doc: "https://pkg.go.dev/encoding/binary#Read"},
	"compress/gzip.NewWriter":      {Op: Hold, Doc: "https://pkg.go.dev/compress/gzip#NewWriter"},
	"compress/gzip.NewWriterLevel": {Op: Hold, Doc: "https://pkg.go.dev/compress/gzip#NewWriterLevel"},
	"compress/flate.NewWriter":     {Op: Hold, Doc: "https://pkg.go.dev/compress/flate#NewWriter"},
	"compress/zlib.NewWriter":      {Op: Hold, Doc: "https://pkg.go.dev/compress/zlib#NewWriter"},
	"compress/zlib.NewWriterLevel": {Op: Hold, Doc: "https://pkg.go.dev/compress/zlib#NewWriterLevel"},
	"text/tabwriter.NewWriter":     {Op: Hold, Doc: "https://pkg.go.dev/text/tabwriter#NewWriter"},

	"log.New":                           {Op: Hold, Doc: "https://pkg.go.dev/log#New"},
	"log/slog.New":                      {Op: Hold, Doc: "https://pkg.go.dev/log/slog#New"},
	"log/slog.NewJSONHandler":           {Op: Hold, Doc: "https://pkg.go.dev/log/slog#NewJSONHandler"},
	"log/slog.NewTextHandler":           {Op: Hold, Doc: "https://pkg.go.dev/log/slog#NewTextHandler"},
	"(*log/slog.JSONHandler).WithAttrs": {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#JSONHandler.WithAttrs"},
	"(*log/slog.JSONHandler).WithGroup": {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#JSONHandler.WithGroup"},
	"(*log/slog.TextHandler).WithAttrs": {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#TextHandler.WithAttrs"},
	"(*log/slog.TextHandler).WithGroup": {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#TextHandler.WithGroup"},
	"(*log/slog.Logger).With":           {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#Logger.With"},
	"(*log/slog.Logger).WithGroup":      {Op: Alias, Arg: -1, Doc: "https://pkg.go.dev/log/slog#Logger.WithGroup"},

	"os.Exit":                   {Op: NoReturn, Doc: "https://pkg.go.dev/os#Exit"},
	"runtime.Goexit":            {Op: NoReturn, Doc: "https://pkg.go.dev/runtime#Goexit"},
	"log.Fatal":                 {Op: NoReturn, Doc: "https://pkg.go.dev/log#Fatal"},
	"log.Fatalf":                {Op: NoReturn, Doc: "https://pkg.go.dev/log#Fatalf"},
	"log.Fatalln":               {Op: NoReturn, Doc: "https://pkg.go.dev/log#Fatalln"},
	"log.Panic":                 {Op: NoReturn, Doc: "https://pkg.go.dev/log#Panic"},
	"log.Panicf":                {Op: NoReturn, Doc: "https://pkg.go.dev/log#Panicf"},
	"log.Panicln":               {Op: NoReturn, Doc: "https://pkg.go.dev/log#Panicln"},
	"(*log.Logger).Fatal":       {Op: NoReturn, Doc: "https://pkg.go.dev/log#Logger.Fatal"},
	"(*log.Logger).Fatalf":      {Op: NoReturn, Doc: "https://pkg.go.dev/log#Logger.Fatalf"},
	"(*log.Logger).Fatalln":     {Op: NoReturn, Doc: "https://pkg.go.dev/log#Logger.Fatalln"},
	"(*testing.common).Fatal":   {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.Fatal"},
	"(*testing.common).Fatalf":  {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.Fatalf"},
	"(*testing.common).FailNow": {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.FailNow"},
	"(*testing.T).Run":          {Op: Subtest, Arg: 1, Doc: "https://pkg.go.dev/testing#T.Run"},
	"(*testing.T).Parallel":     {Op: Parallel, Arg: -1, Doc: "https://pkg.go.dev/testing#T.Parallel"},
	"(*testing.common).Cleanup": {Op: Cleanup, Doc: "https://pkg.go.dev/testing#T.Cleanup"},
	"(testing.TB).Cleanup":      {Op: Cleanup, Doc: "https://pkg.go.dev/testing#TB"},
	"(*testing.common).Skip":    {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.Skip"},
	"(*testing.common).Skipf":   {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.Skipf"},
	"(*testing.common).SkipNow": {Op: NoReturn, Doc: "https://pkg.go.dev/testing#T.SkipNow"},
	"(testing.TB).Fatal":        {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},
	"(testing.TB).Fatalf":       {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},
	"(testing.TB).FailNow":      {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},
	"(testing.TB).Skip":         {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},
	"(testing.TB).Skipf":        {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},
	"(testing.TB).SkipNow":      {Op: NoReturn, Doc: "https://pkg.go.dev/testing#TB"},

	"github.com/stretchr/testify/require.NoError":                {Op: NilError, Arg: 1, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#NoError"},
	"(*github.com/stretchr/testify/require.Assertions).NoError":  {Op: NilError, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.NoError"},
	"github.com/stretchr/testify/require.NoErrorf":               {Op: NilError, Arg: 1, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#NoErrorf"},
	"(*github.com/stretchr/testify/require.Assertions).NoErrorf": {Op: NilError, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.NoErrorf"},
	"gotest.tools/v3/assert.NilError":                            {Op: NilError, Arg: 1, Doc: "https://pkg.go.dev/gotest.tools/v3/assert#NilError"},
	"github.com/stretchr/testify/require.Fail":                   {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Fail"},
	"(*github.com/stretchr/testify/require.Assertions).Fail":     {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.Fail"},
	"github.com/stretchr/testify/require.Failf":                  {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Failf"},
	"(*github.com/stretchr/testify/require.Assertions).Failf":    {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.Failf"},
	"github.com/stretchr/testify/require.FailNow":                {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#FailNow"},
	"(*github.com/stretchr/testify/require.Assertions).FailNow":  {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.FailNow"},
	"github.com/stretchr/testify/require.FailNowf":               {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#FailNowf"},
	"(*github.com/stretchr/testify/require.Assertions).FailNowf": {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/require#Assertions.FailNowf"},
	"github.com/stretchr/testify/assert.FailNow":                 {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/assert#FailNow"},
	"(*github.com/stretchr/testify/assert.Assertions).FailNow":   {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/assert#Assertions.FailNow"},
	"github.com/stretchr/testify/assert.FailNowf":                {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/assert#FailNowf"},
	"(*github.com/stretchr/testify/assert.Assertions).FailNowf":  {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/stretchr/testify/assert#Assertions.FailNowf"},

	"google.golang.org/grpc/grpclog.Fatal":    {Op: NoReturn, Doc: "https://pkg.go.dev/google.golang.org/grpc/grpclog#Fatal"},
	"google.golang.org/grpc/grpclog.Fatalf":   {Op: NoReturn, Doc: "https://pkg.go.dev/google.golang.org/grpc/grpclog#Fatalf"},
	"google.golang.org/grpc/grpclog.Fatalln":  {Op: NoReturn, Doc: "https://pkg.go.dev/google.golang.org/grpc/grpclog#Fatalln"},
	"github.com/sirupsen/logrus.Fatal":        {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/sirupsen/logrus#Fatal"},
	"github.com/sirupsen/logrus.Fatalf":       {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/sirupsen/logrus#Fatalf"},
	"github.com/golang/glog.Fatal":            {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/golang/glog#Fatal"},
	"github.com/golang/glog.Fatalf":           {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/golang/glog#Fatalf"},
	"github.com/golang/glog.Exit":             {Op: NoReturn, Doc: "https://pkg.go.dev/github.com/golang/glog#Exit"},
	"k8s.io/klog/v2.Fatal":                    {Op: NoReturn, Doc: "https://pkg.go.dev/k8s.io/klog/v2#Fatal"},
	"k8s.io/klog/v2.Fatalf":                   {Op: NoReturn, Doc: "https://pkg.go.dev/k8s.io/klog/v2#Fatalf"},
	"(*go.uber.org/zap.Logger).Fatal":         {Op: NoReturn, Doc: "https://pkg.go.dev/go.uber.org/zap#Logger.Fatal"},
	"(*go.uber.org/zap.SugaredLogger).Fatal":  {Op: NoReturn, Doc: "https://pkg.go.dev/go.uber.org/zap#SugaredLogger.Fatal"},
	"(*go.uber.org/zap.SugaredLogger).Fatalf": {Op: NoReturn, Doc: "https://pkg.go.dev/go.uber.org/zap#SugaredLogger.Fatalf"},
}

// lockMethods are the methods by which a type of any package is taken for a
// lock, after sync.Locker and the methods of sync.RWMutex.
var lockMethods = map[string]Op{
	"Lock": Lock, "Unlock": Unlock, "RLock": RLock, "RUnlock": RUnlock, "TryLock": TryLock, "TryRLock": TryRLock,
}
