import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: [
    'onnxruntime-node',
    '@node-rs/argon2',
    'pg',
    'pino',
    'prom-client',
    'pdfkit',
    'nodemailer',
  ],
  // Metadata (title, icon) is rendered in the initial head for every client instead of being streamed later.
  htmlLimitedBots: /.*/,
  redirects: () =>
    Promise.resolve([
      // Browsers request it without a link.
      { source: '/favicon.ico', destination: '/icon.svg', permanent: false },
      // A URL whose last segment was cut off.
      { source: '/transactions', destination: '/investigate', permanent: false },
      { source: '/entities', destination: '/investigate', permanent: false },
    ]),
  typescript: { ignoreBuildErrors: process.env.SENTINEL_SKIP_TYPECHECK === '1' },
}

export default config
