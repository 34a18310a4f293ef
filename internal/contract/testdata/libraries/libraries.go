// Package libraries imports the packages that streamvet has tables about, apart
// from those of the standard library.
package libraries

import (
	_ "github.com/cespare/xxhash/v2"
	_ "github.com/gin-gonic/gin"
	_ "github.com/goccy/go-json"
	_ "github.com/goccy/go-yaml"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/google/uuid"
	_ "github.com/labstack/echo/v4"
	_ "github.com/panjf2000/ants/v2"
	_ "github.com/pkg/errors"
	_ "github.com/stretchr/testify/require"
	_ "github.com/valyala/fasthttp"
	_ "github.com/vmihailenco/msgpack/v5"
	_ "golang.org/x/net/websocket"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/status"
	_ "google.golang.org/protobuf/proto"
	_ "gopkg.in/yaml.v2"
	_ "gopkg.in/yaml.v3"
)
