// Stands in for `server-only` and style sheets, which mean something to the bundler only.
export {}
