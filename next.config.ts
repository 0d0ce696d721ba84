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
    '@platformatic/kafka',
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
  // A cache that nobody reads again costs a sixth of the build.
  experimental: { turbopackFileSystemCacheForBuild: !process.env.CI },
  // `npm run verify` checks the types, in a fraction of the time.
  typescript: { ignoreBuildErrors: true },
}

export default config
