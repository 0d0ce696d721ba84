/** What the viewer's plug-ins are given of it. */
interface ViewerSystem {
  React: { createElement(type: unknown, props: object): unknown }
}

/** A plug-in that takes out of the viewer what keyboards and screen readers stumble over. */
export const viewerForEveryone = () => ({
  wrapComponents: {
    // A link inside the button that opens the operation; what is open stands in the address all the same.
    DeepLink: (link: unknown, { React }: ViewerSystem) =>
      function PlainLink(props: object) {
        return React.createElement(link, { ...props, enabled: false })
      },
    // A choice without a name, of this one server.
    ServersContainer: () =>
      function NoServers() {
        return null
      },
  },
})
