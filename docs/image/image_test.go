package image

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	svg := SVG("\x1b[1;31merror\x1b[0m: a < b & c\n\n  \x1b[2mfaint\x1b[0m\n", `a "title"`)
	for _, want := range []string{
		`width="166" height="89"`, `aria-label="a &#34;title&#34;"`,
		`<text x="16.0" y="30" textLength="42.0" class="r">error</text>`,
		`<text x="58.0" y="30" textLength="92.4">: a &lt; b &amp; c</text>`,
		`<text x="32.8" y="68" textLength="42.0" class="f">faint</text>`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("%s is not in\n%s", want, svg)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
