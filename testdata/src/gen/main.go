// Gen remakes the generated code of a test service, with Go alone:
//
//	go run . DIR PLUGIN@VERSION
//
// compiles DIR/*.proto, and writes DIR/*.pb.go with protoc-gen-go and the
// version of another plugin that PLUGIN names: the generations of what
// protoc-gen-go-grpc writes differ, and one module can require only one of them.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/protoutil"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/pluginpb"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run . DIR PLUGIN@VERSION")
		os.Exit(2)
	}
	if err := generate(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func generate(ctx context.Context, dir, grpcPlugin string) error {
	request, err := compile(ctx, dir)
	if err != nil {
		return fmt.Errorf("compiling %s: %w", dir, err)
	}
	for _, command := range [][]string{{"tool", "protoc-gen-go"}, {"run", grpcPlugin}} {
		if err := run(ctx, command, request, dir); err != nil {
			return fmt.Errorf("go %s: %w", command, err)
		}
	}
	return nil
}

func compile(ctx context.Context, dir string) (*pluginpb.CodeGeneratorRequest, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.proto"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("no .proto file")
	}
	for i, name := range names {
		names[i] = filepath.Base(name)
	}
	compiler := protocompile.Compiler{
		Resolver: &protocompile.SourceResolver{ImportPaths: []string{dir}},
	}
	files, err := compiler.Compile(ctx, names...)
	if err != nil {
		return nil, err
	}
	request := &pluginpb.CodeGeneratorRequest{
		FileToGenerate: names,
		Parameter:      proto.String("paths=source_relative"),
	}
	for _, f := range files {
		request.ProtoFile = append(request.ProtoFile, protoutil.ProtoFromFileDescriptor(f))
	}
	return request, nil
}

// run gives the request to a plugin of protoc, and writes the files of its
// answer into dir.
func run(ctx context.Context, command []string, request *pluginpb.CodeGeneratorRequest, dir string) error {
	in, err := proto.Marshal(request)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", command...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	var response pluginpb.CodeGeneratorResponse
	if err := proto.Unmarshal(out, &response); err != nil {
		return err
	}
	if response.Error != nil {
		return errors.New(response.GetError())
	}
	for _, f := range response.File {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, f.GetName())), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, f.GetName()), []byte(f.GetContent()), 0o666); err != nil {
			return err
		}
	}
	return nil
}
