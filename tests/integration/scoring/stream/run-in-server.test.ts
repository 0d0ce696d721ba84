import { runStreamInServer } from '@/lib/scoring/stream'

it('ends the start of a server whose settings of the stream are not complete', () => {
  expect(() => runStreamInServer()).toThrow('SENTINEL_KAFKA_BROKERS: is missing')
})
