package library

import (
	"regexp"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// AssetID names an asset, AssetVersionID one file of it.
type (
	AssetID        string
	AssetVersionID string
)

// Asset is a finished piece of sales content.
type Asset struct {
	ID          AssetID    `db:"id"`
	Slug        string     `db:"slug"`
	Kind        string     `db:"kind"`
	Title       string     `db:"title"`
	Product     string     `db:"product"`
	Industries  []string   `db:"-"`
	Families    []string   `db:"-"` // DISTRIBUTOR, RESELLER: for whom it is
	AccessLevel string     `db:"access_level"`
	State       string     `db:"state"`
	PublishAt   *time.Time `db:"publish_at"`
	ExpiresAt   *time.Time `db:"expires_at"`
	CreatedAt   time.Time  `db:"created_at"`
}

// AssetVersion is the file of an asset in one language.
type AssetVersion struct {
	ID        AssetVersionID `db:"id"`
	AssetID   AssetID        `db:"asset_id"`
	Language  string         `db:"language"`
	Number    int            `db:"number"`
	SHA256    string         `db:"sha256"`
	Bytes     int64          `db:"bytes"`
	MediaType string         `db:"media_type"`
	FileName  string         `db:"file_name"`
}

// Publication is an asset with its first file, or the next file of an asset
// that has the slug already.
type Publication struct {
	Slug, Kind, Title, Product string
	Industries, Families       []string
	AccessLevel                string
	PublishAt, ExpiresAt       *time.Time
	Language                   string
	FileName, MediaType        string
	File                       []byte
}

var (
	kinds    = []string{"DATASHEET", "DECK", "CASE_STUDY", "VIDEO", "SOCIAL", "PRICE_LIST", "FORM", "OTHER"}
	slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	langForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// MaxAsset is the most bytes of one file.
const MaxAsset = 50 << 20

func (p Publication) validate() error {
	return fault.Join(
		check(slugForm.MatchString(p.Slug) && len(p.Slug) <= 64, "slug", "FORMAT", "A slug is made of a-z, 0-9 and single hyphens, at most 64 characters."),
		check(p.Title != "" && len(p.Title) <= 200, "title", "REQUIRED", "Give a title of at most 200 characters."),
		check(slices.Contains(kinds, p.Kind), "kind", "UNKNOWN_KIND", "This kind of content is not known."),
		check(langForm.MatchString(p.Language), "language", "FORMAT", "Give the language as a code, such as de or pt-BR."),
		check(len(p.File) > 0 && len(p.File) <= MaxAsset, "file", "FILE_SIZE", "A file has 1 byte to 50 MB."),
		check(p.FileName != "" && len(p.FileName) <= 255, "file", "FILE_NAME", "Give the file a name of at most 255 bytes."),
	)
}

func check(ok bool, field, code, text string) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}
