/** A journey has many steps, each of which may wait a minute on a busy machine; a step that waits longer fails by its name. */
jest.setTimeout(400_000)
