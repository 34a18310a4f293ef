//go:build !unix

package govet

func wait() {}
