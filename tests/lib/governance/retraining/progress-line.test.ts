import { parseProgressLine } from '@/lib/governance/retraining/run/progress-line'
import { reasonOf } from '@/lib/governance/retraining/run/run-python'

describe('a line of the training', () => {
  it('is progress of a known part, as a fraction of the stage', () => {
    expect(parseProgressLine('{"progress": "Search", "done": 6, "of": 24}')).toEqual({
      fraction: 0.15,
      message: 'Search: 6 of 24',
    })
    expect(parseProgressLine('{"progress": "Comparisons", "done": 5, "of": 10}')?.fraction).toBeCloseTo(0.8)
    expect(parseProgressLine('{"progress": "Bootstrap", "done": 9, "of": 3}')?.fraction).toBe(1)
  })

  it('keeps its name where the part or the number of its steps is not known', () => {
    expect(parseProgressLine('{"progress": "Polish", "done": 1, "of": 2}')).toEqual({
      fraction: 0,
      message: 'Polish',
    })
    expect(parseProgressLine('{"progress": "Comparisons", "done": 1, "of": null}')).toEqual({
      fraction: 0.6,
      message: 'Comparisons',
    })
  })

  it.each(['Fitting the chosen setting', '{"progress": 3}', '{"progress"', '{}', ''])(
    'is no progress: %s',
    (text) => {
      expect(parseProgressLine(text)).toBeNull()
    },
  )
})

describe('the reason of a training that ended early', () => {
  it('is the message of the training, without the warnings before it', () => {
    const stderr =
      'UserWarning: slow\nNo bundle was written. Only 3 frauds are known before the gap: too few to learn from\n'
    expect(reasonOf(stderr, null, 512)).toBe('Only 3 frauds are known before the gap: too few to learn from')
  })

  it('names the memory where that was too small', () => {
    for (const [stderr, signal] of [
      ['Traceback:\nMemoryError', null],
      ["terminate called after throwing an instance of 'std::bad_alloc'", 'SIGABRT'],
      ['', 'SIGKILL'],
    ] as const)
      expect(reasonOf(stderr, signal, 512)).toContain('more than 512 MB')
  })

  it('is the last line of anything else', () => {
    expect(reasonOf('Traceback\n  File "x"\nKeyError: 3\n', null, 512)).toBe(
      'Training ended early: KeyError: 3',
    )
    expect(reasonOf('', 'SIGSEGV', 512)).toBe('Training ended early (SIGSEGV).')
  })
})
