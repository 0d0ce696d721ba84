import { ExampleWaterfall } from './example-waterfall'

const PRINCIPLES = [
  {
    title: 'Every score is explained exactly',
    text: 'The contributions of all features add up to the score. They are stored with the decision and never recomputed.',
  },
  {
    title: 'The highest expected loss comes first',
    text: 'The queue is ordered by expected loss, so the first alert is the one to review next.',
  },
  {
    title: 'Every decision can be traced',
    text: 'Each decision is stored with its model, policy, thresholds, user and time.',
  },
] as const

/** What the product does, without figures. */
export function ProductPreview() {
  return (
    <aside className="bg-sidebar hidden flex-col justify-center gap-8 border-l p-10 lg:flex">
      <h2 className="text-xl leading-snug font-semibold tracking-tight text-balance">
        From a payment to a decision that you can defend
      </h2>
      <ExampleWaterfall />
      <ol className="flex flex-col gap-4">
        {PRINCIPLES.map(({ title, text }) => (
          <li key={title} className="border-primary/60 border-l-2 pl-4">
            <h3 className="text-sm font-semibold">{title}</h3>
            <p className="text-muted-foreground mt-0.5 text-[13px] text-pretty">{text}</p>
          </li>
        ))}
      </ol>
    </aside>
  )
}
