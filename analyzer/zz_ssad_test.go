package analyzer_test
import ("testing";"os";"golang.org/x/tools/go/ssa";"golang.org/x/tools/go/analysis";"golang.org/x/tools/go/analysis/passes/buildssa";"golang.org/x/tools/go/analysis/analysistest")
func TestDumpSSA(t *testing.T){
 a:=&analysis.Analyzer{Name:"d",Doc:"d",Requires:[]*analysis.Analyzer{buildssa.Analyzer},Run:func(p *analysis.Pass)(any,error){ s:=p.ResultOf[buildssa.Analyzer].(*buildssa.SSA); for _,f:=range s.SrcFuncs { f.WriteTo(os.Stdout) }; _ = ssa.BuilderMode(0); return nil,nil}}
 analysistest.Run(t, absolute(t,testModule), a, os.Getenv("P"))
}
