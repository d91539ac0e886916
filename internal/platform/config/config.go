package config

import (
	"log/slog"
	"strings"
	"time"
)

// Config is the whole configuration. The order is the order of `portico config`.
type Config struct {
	Environment Environment `env:"PORTICO_ENV" default:"development" help:"development or production; production asks for https, a database and no demo"`

	Addr           string   `env:"PORTICO_ADDR" default:"127.0.0.1:8080" help:"address and port to listen on"`
	PublicURL      string   `env:"PORTICO_PUBLIC_URL" help:"how browsers reach the server; empty means http:// and the address"`
	VendorName     string   `env:"PORTICO_VENDOR_NAME" help:"the vendor's name on badges and on the pages that the public sees; empty means the host of the public URL"`
	TrustedProxies Prefixes `env:"PORTICO_TRUSTED_PROXIES" help:"addresses or networks whose X-Forwarded-For counts, separated by commas"`
	TrustedOrigins Origins  `env:"PORTICO_TRUSTED_ORIGINS" help:"other origins that may send requests from a browser, such as https://portal.example"`

	DataDir        string `env:"PORTICO_DATA_DIR" default:"./.data" help:"folder for the private database, files and the generated signing key"`
	DatabaseURL    Secret `env:"DATABASE_URL" help:"PostgreSQL 15 or newer; empty starts a private one in the data folder"`
	MigrateURL     Secret `env:"PORTICO_MIGRATE_URL" help:"direct connection of the owner, for migrations; empty means DATABASE_URL"`
	DatabasePooled bool   `env:"PORTICO_DATABASE_POOLED" default:"false" help:"DATABASE_URL leads to a transaction pooler such as PgBouncer"`
	DatabaseConns  int    `env:"PORTICO_DATABASE_CONNS" default:"16" min:"2" max:"500" help:"connections kept to the database"`
	DatabaseUnsafe bool   `env:"PORTICO_DATABASE_UNSAFE" default:"false" help:"serve although the database may lose confirmed work at a power cut (fsync off); for tests"`
	PostgresBin    string `env:"PG_BIN" help:"folder with initdb and postgres for the private database; empty searches"`

	S3 S3

	SigningKey   Secret        `env:"PORTICO_SIGNING_KEY" help:"key of signed links, 32 bytes or more; several separated by commas, the first signs; empty makes one in the data folder"`
	BadgeKeys    Secret        `env:"PORTICO_BADGE_KEYS" help:"keys of badges, made by portico badge key; several separated by commas, the first signs, the others are published; empty makes one in the data folder"`
	LinkLife     time.Duration `env:"PORTICO_LINK_LIFE" default:"15m" min:"10s" max:"7d" help:"how long a download link works"`
	SessionIdle  time.Duration `env:"PORTICO_SESSION_IDLE" default:"1h" min:"1m" max:"24h" help:"a session ends after this long without a request"`
	AdminIdle    time.Duration `env:"PORTICO_SESSION_ADMIN_IDLE" default:"15m" min:"1m" max:"24h" help:"the same for vendor administrators"`
	SessionLife  time.Duration `env:"PORTICO_SESSION_LIFE" default:"12h" min:"5m" max:"30d" help:"a session ends after this long in any case"`
	HashingSlots int           `env:"PORTICO_HASHING_SLOTS" default:"2" min:"1" max:"64" help:"passwords hashed at the same time; each takes 19 MiB"`

	Limits  Limits
	Budgets Budgets

	Persisted      Persisted `env:"PORTICO_PERSISTED" default:"off" help:"who may run listed operations only: off for nobody, portal for everybody but API tokens, all"`
	PersistedFiles Files     `env:"PORTICO_PERSISTED_FILES" help:"manifests of a portal's operations, as Relay, Apollo or GraphQL Code Generator write them, or folders of them, separated by commas"`

	Mail Mail

	IntakeWorkers int           `env:"PORTICO_INTAKE_WORKERS" default:"0" min:"0" max:"64" help:"processes that read uploaded files; 0 means one per core"`
	IntakeWall    time.Duration `env:"PORTICO_INTAKE_WALL" default:"10s" min:"1s" max:"2m" help:"longest time one upload may take to read"`
	IntakeMemory  Bytes         `env:"PORTICO_INTAKE_MEMORY" default:"512MiB" min:"128MiB" max:"8GiB" help:"most memory one upload may take to read"`
	ReviewLogos   bool          `env:"PORTICO_REVIEW_LOGOS" default:"false" help:"every new logo waits for a brand approver, spotless ones too"`
	RenderSlots   int           `env:"PORTICO_RENDER_SLOTS" default:"0" min:"0" max:"256" help:"renders at the same time; 0 means one per core"`
	JobWorkers    int           `env:"PORTICO_JOB_WORKERS" default:"0" min:"0" max:"256" help:"background jobs at the same time; 0 means two per core"`

	LogLevel  slog.Level `env:"PORTICO_LOG_LEVEL" default:"info" help:"debug, info, warn or error"`
	LogFormat LogFormat  `env:"PORTICO_LOG_FORMAT" default:"text" production:"json" help:"text or json"`
	SeedDemo  bool       `env:"PORTICO_SEED_DEMO" default:"true" production:"false" help:"fill an empty database with the demo channel"`

	GCPercent   int   `env:"GOGC" default:"400" min:"10" max:"2000" help:"garbage collector target; more memory for less time"`
	MemoryLimit Bytes `env:"GOMEMLIMIT" default:"2GiB" min:"64MiB" max:"1TiB" help:"memory at which the collector starts to work harder"`

	given   map[string]source // by setting name; what is missing is a default
	unknown []string
}

// S3 names an object store; without an endpoint files stay in the data folder.
type S3 struct {
	Endpoint string `env:"PORTICO_S3_ENDPOINT" help:"URL of an S3-compatible store; empty keeps files in the data folder"`
	Bucket   string `env:"PORTICO_S3_BUCKET" help:"bucket that exists and belongs to Portico alone"`
	Region   string `env:"PORTICO_S3_REGION" default:"us-east-1" help:"region, as the store names it"`
	Key      string `env:"PORTICO_S3_KEY" help:"access key id"`
	Secret   Secret `env:"PORTICO_S3_SECRET" help:"secret access key"`
}

// Mail names an SMTP server; without one, people read their notices in the portal
// only.
type Mail struct {
	Host     string        `env:"PORTICO_SMTP_HOST" help:"SMTP server that takes our mails; empty sends none, and notices are in the inbox only"`
	Port     int           `env:"PORTICO_SMTP_PORT" default:"587" min:"1" max:"65535" help:"port of the SMTP server"`
	TLS      MailTLS       `env:"PORTICO_SMTP_TLS" default:"starttls" help:"starttls asks for TLS and sends nothing without; implicit is TLS from the first byte, as on port 465; off is for a server on this machine"`
	User     string        `env:"PORTICO_SMTP_USER" help:"user at the SMTP server; empty signs in nowhere"`
	Password Secret        `env:"PORTICO_SMTP_PASSWORD" help:"password at the SMTP server"`
	Timeout  time.Duration `env:"PORTICO_SMTP_TIMEOUT" default:"15s" min:"1s" max:"25s" help:"longest time that the SMTP server may take for a mail"`
	From     string        `env:"PORTICO_MAIL_FROM" help:"sender of our mails, such as Vendor Partner Portal <portal@vendor.example>"`
	Portal   string        `env:"PORTICO_PORTAL_URL" help:"where people read their notices, for the link in mails; empty means the public URL"`
}

// On tells whether mails are sent.
func (m Mail) On() bool { return m.Host != "" }

// Limits bound what one request may send, take and get.
type Limits struct {
	JSON     Bytes         `env:"PORTICO_LIMIT_JSON" default:"256KiB" min:"16KiB" max:"16MiB" help:"largest JSON request"`
	Request  time.Duration `env:"PORTICO_DEADLINE_REQUEST" default:"10s" min:"1s" max:"55s" help:"longest time a request may take"`
	Upload   time.Duration `env:"PORTICO_DEADLINE_UPLOAD" default:"2m" min:"10s" max:"30m" help:"longest time an upload may take, with its reading"`
	Download time.Duration `env:"PORTICO_DEADLINE_DOWNLOAD" default:"15m" min:"10s" max:"2h" help:"longest time a download may take"`
	Parallel int           `env:"PORTICO_LIMIT_PARALLEL" default:"256" min:"4" max:"100000" help:"requests worked on at the same time; more are asked to come again"`
	Uploads  int           `env:"PORTICO_LIMIT_UPLOADS" default:"16" min:"1" max:"1000" help:"uploads at the same time"`
	Streams  int           `env:"PORTICO_LIMIT_STREAMS" default:"1024" min:"1" max:"100000" help:"subscriptions open at the same time"`
	Conns    int           `env:"PORTICO_LIMIT_CONNS" default:"4096" min:"16" max:"1000000" help:"open connections"`
}

// Budgets bound what one caller may ask in a time, in points: a request is one,
// ten objects of its answer one, a mutation or a file ten.
type Budgets struct {
	Rate    int  `env:"PORTICO_BUDGET_RATE" default:"200" min:"0" max:"1000000" help:"points that a person gets back each second; 0 sets no budgets"`
	Most    int  `env:"PORTICO_BUDGET_MOST" default:"5000" min:"100" max:"10000000" help:"points that a person may use at once"`
	Partner int  `env:"PORTICO_BUDGET_PARTNER" default:"10" min:"1" max:"10000" help:"how many times as much all people of a partner have together"`
	Address int  `env:"PORTICO_BUDGET_ADDRESS" default:"50" min:"1" max:"1000000" help:"points that a network address gets back each second, for requests without a name; twenty times as much at once"`
	Shown   bool `env:"PORTICO_BUDGET_SHOWN" default:"true" help:"tell the cost in each answer, as extensions.cost"`
}

// Production tells whether this is the real thing.
func (c *Config) Production() bool { return c.Environment == Production }

// BaseURL is the public URL without a slash at its end.
func (c *Config) BaseURL() string {
	if c.PublicURL == "" {
		return "http://" + c.Addr
	}
	return trimSlash(c.PublicURL)
}

// Secure tells whether browsers reach the server by https: then cookies are
// Secure and browsers are told to stay with https.
func (c *Config) Secure() bool { return strings.HasPrefix(c.BaseURL(), "https://") }
