/** The part of the viewer's API that plug-ins use. */
interface ViewerSystem {
  React: { createElement(type: unknown, props: object): unknown }
}

/** A plug-in that removes accessibility problems from the viewer. */
export const viewerForEveryone = () => ({
  wrapComponents: {
    // A link inside a button; the URL shows the open operation without it.
    DeepLink: (link: unknown, { React }: ViewerSystem) =>
      function PlainLink(props: object) {
        return React.createElement(link, { ...props, enabled: false })
      },
    // A select without a label, with one server only.
    ServersContainer: () =>
      function NoServers() {
        return null
      },
  },
})
