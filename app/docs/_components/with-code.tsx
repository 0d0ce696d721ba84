/** Prose in which `backticks` mark code. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <code key={i} className="text-foreground font-mono text-[0.92em]">
        {part}
      </code>
    ),
  )
}
