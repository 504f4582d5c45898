package profile

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
)

// format is one of the two kinds of picture that are read.
type format struct {
	magic  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

func formats() []format {
	return []format{
		{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
		{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
	}
}

// picture is the logo, from beside the file or from within; nil where there is none.
func (f file) picture(beside func(string) ([]byte, error)) (image.Image, error) {
	switch {
	case f.LogoFile != "" && f.LogoInline != "":
		return nil, &Problem{Kind: KindLogoTwo, Field: "logo_inline"}
	case f.LogoFile != "":
		return logoFrom("logo_file", func() ([]byte, error) {
			if strings.ContainsAny(f.LogoFile, `/\:`) || strings.HasPrefix(f.LogoFile, ".") {
				return nil, &Problem{Kind: KindLogoName, Got: visible(f.LogoFile)}
			}
			return beside(f.LogoFile)
		})
	case f.LogoInline != "":
		return logoFrom("logo_inline", func() ([]byte, error) {
			raw, err := base64.StdEncoding.DecodeString(f.LogoInline)
			if err != nil {
				return nil, &Problem{Kind: KindLogoForm, Got: visible(f.LogoInline)}
			}
			return raw, nil
		})
	}
	return nil, nil
}

func logoFrom(field string, read func() ([]byte, error)) (image.Image, error) {
	raw, err := read()
	if err == nil {
		var logo image.Image
		if logo, err = decodeLogo(raw); err == nil {
			return logo, nil
		}
	}
	problem := problemOf(err)
	problem.Field = field
	return nil, problem
}

// decodeLogo asks a picture for its size before it unpacks it: a few bytes can unpack to more than there is memory.
func decodeLogo(raw []byte) (image.Image, error) {
	for _, f := range formats() {
		if !bytes.HasPrefix(raw, []byte(f.magic)) {
			continue
		}
		config, err := f.config(bytes.NewReader(raw))
		if err != nil {
			return nil, &Problem{Kind: KindLogoForm, Got: visible(err.Error())}
		}
		if config.Width > mostLogoSide || config.Height > mostLogoSide || config.Width < 1 || config.Height < 1 {
			return nil, &Problem{Kind: KindLogoSize, Got: fmt.Sprintf("%d x %d", config.Width, config.Height),
				Want: fmt.Sprintf("%d x %d", mostLogoSide, mostLogoSide)}
		}
		logo, err := f.decode(bytes.NewReader(raw))
		if err != nil {
			return nil, &Problem{Kind: KindLogoForm, Got: visible(err.Error())}
		}
		return logo, nil
	}
	return nil, &Problem{Kind: KindLogoForm, Got: visible(string(raw[:min(len(raw), 12)]))}
}
