// Package libraries imports the packages about which streamvet has rows, apart
// from those of the standard library.
package libraries

import (
	_ "github.com/alitto/pond"
	_ "github.com/edwarnicke/serialize"
	_ "github.com/gammazero/workerpool"
	_ "github.com/gin-gonic/gin"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/golang/glog"
	_ "github.com/labstack/echo/v4"
	_ "github.com/oklog/run"
	_ "github.com/panjf2000/ants/v2"
	_ "github.com/sirupsen/logrus"
	_ "github.com/sourcegraph/conc"
	_ "github.com/sourcegraph/conc/pool"
	_ "github.com/sourcegraph/conc/stream"
	_ "github.com/stretchr/testify/assert"
	_ "github.com/stretchr/testify/require"
	_ "github.com/valyala/fasthttp"
	_ "go.uber.org/zap"
	_ "golang.org/x/net/websocket"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/sync/singleflight"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/grpclog"
	_ "google.golang.org/grpc/status"
	_ "gopkg.in/tomb.v2"
	_ "gotest.tools/v3/assert"
	_ "k8s.io/apimachinery/pkg/util/wait"
	_ "k8s.io/klog/v2"
)
