import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['onnxruntime-node', '@node-rs/argon2', 'pg', 'pino', 'prom-client', 'pdfkit'],
  // Title and icon are in the head from the start, for everybody: what they are read from is what the page waits for.
  htmlLimitedBots: /.*/,
  redirects: () =>
    Promise.resolve([
      // Browsers ask for it by themselves.
      { source: '/favicon.ico', destination: '/icon.svg', permanent: false },
      // What is left of an address when its end is cut off.
      { source: '/transactions', destination: '/investigate', permanent: false },
      { source: '/entities', destination: '/investigate', permanent: false },
    ]),
  typescript: { ignoreBuildErrors: process.env.SENTINEL_SKIP_TYPECHECK === '1' },
}

export default config
