import { FEATURES } from '@/lib/engine/features'
import { modelReport } from '@/lib/governance/models/report-schema'
import type { ModelReport } from '@/lib/governance/models/schema'
import { around, at, savingsAt, steps, TEST_DAYS, TEST_FRAUDS, TEST_ROWS, thresholds } from './evaluation'
import { candidate, comparison, precisionAt, reliabilityBin, rule, slice, typology } from './report-rows'

export function buildReport(changes: Partial<ModelReport> = {}): ModelReport {
  const report: ModelReport = {
    format: 1,
    evaluatedAt: at(184),
    dataSha256: 'a1'.repeat(32),
    labels: 'truth',
    slices: [
      slice('train', 0, 100),
      slice('stopping', 100, 114),
      slice('calibration', 114, 128),
      slice('threshold', 128, 145),
      { name: 'test', from: at(152), to: at(152 + TEST_DAYS), rows: TEST_ROWS, frauds: TEST_FRAUDS },
    ],
    headline: {
      prAuc: around(0.731, 0.021),
      rocAuc: around(0.982, 0.004),
      recallAtFpr0001: around(0.62, 0.04),
      recallAtFpr0005: around(0.78, 0.03),
      reviewPrecision: around(0.54, 0.03),
      reviewRecall: around(0.71, 0.03),
      blockPrecision: around(0.91, 0.02),
      blockRecall: around(0.44, 0.03),
      valueRecallAtReview: around(0.83, 0.05),
      brier: around(0.0017, 0.0001),
      brierSkill: around(0.57, 0.02),
      logLoss: around(0.0081, 0.0005),
      ece: around(0.0009, 0.0002),
      eceTop1: around(0.023, 0.008),
      distinctScoresPer100k: 61_240,
    },
    precisionAtK: [
      { perDay: 10, value: 0.97, low: 0.94, high: 0.99 },
      { perDay: 50, value: 0.52, low: 0.49, high: 0.55 },
      { perDay: 100, value: 0.3, low: 0.28, high: 0.32 },
    ],
    calibration: {
      chosen: 'beta',
      candidates: [
        candidate('beta', 0.731, 0, 0.0009, 0.023, 171_000, 14),
        candidate('logistic', 0.731, 0, 0.0012, 0.041, 171_000, 14),
        candidate('monotone-curve', 0.7308, 0.0002, 0.0008, 0.027, 171_000, 14),
        candidate('isotonic', 0.702, 0.029, 0.0008, 0.025, 61, 92_410),
      ],
      reliability: [
        ...Array.from({ length: 15 }, (_, i) =>
          reliabilityBin(Math.round(TEST_ROWS / 15), 2e-5 * 1.7 ** i, 0.08 * Math.sin(i)),
        ),
        ...Array.from({ length: 10 }, (_, i) => reliabilityBin(280, 0.03 + i * 0.1, 0.1 * Math.cos(i * 2))),
      ],
    },
    curves: {
      precisionRecall: steps(400).map((recall): [number, number] => [recall, precisionAt(recall)]),
      gain: steps(400).map((t): [number, number, number] => {
        const reviewed = 10 ** (-5 + 5 * t)
        return [reviewed, 1 - (1 - reviewed) ** 260, 1 - (1 - reviewed) ** 520]
      }),
    },
    savings: {
      costPerReview: 5,
      costPerMissed: 'amount',
      currency: 'USD',
      points: thresholds.map(savingsAt),
      atReview: { netSavings: around(214_000, 21_000), reviewsPerDay: 52 },
    },
    comparisons: [
      comparison('this model', 'model', 0.731, 0.62),
      comparison('XGBoost', 'model', 0.724, 0.612),
      comparison('Logistic regression', 'model', 0.588, 0.47),
      rule('amount == sender balance before', 0.24, 0.11),
      rule('TRANSFER to a receiver never seen', 0.021, 0.38),
    ],
    ablation: [
      { family: 'receiver history', prAuc: 0.66, loss: 0.071 },
      { family: 'label feedback', prAuc: 0.69, loss: 0.041 },
      { family: 'device', prAuc: 0.718, loss: 0.013 },
      { family: 'timing', prAuc: 0.733, loss: -0.002 },
    ],
    balances: {
      with: { prAuc: 0.731, recallAtFpr0001: 0.62 },
      without: { prAuc: 0.712, recallAtFpr0001: 0.6 },
      senderOnly: { prAuc: 0.44, recallAtFpr0001: 0.31 },
    },
    typologies: [
      typology('account_takeover', 240, 0.86, 0.93),
      typology('mule_chain', 310, 0.74, 0.82),
      typology('card_testing', 180, 0.91, 0.88),
      typology('scam_pushed_by_victim', 120, 0.31, 0.42),
      typology('low_and_slow', 60, 0.12, 0.09),
    ],
    weeks: steps(4).map((t, i) => ({
      from: at(152 + 7 * i),
      rows: 70_000,
      frauds: 275,
      prAuc: 0.75 - 0.03 * t,
      recallAtFpr0001: 0.64 - 0.04 * t,
      ece: 0.0009 + 0.0002 * t,
    })),
    segments: [
      { name: 'with balances', rows: 196_000, frauds: 800, prAuc: 0.76, recallAtFpr0001: 0.66 },
      { name: 'without balances', rows: 84_000, frauds: 300, prAuc: 0.66, recallAtFpr0001: 0.52 },
      { name: 'without a receiver', rows: 9_000, frauds: 4, prAuc: null, recallAtFpr0001: null },
    ],
    families: [
      { family: 'receiver history', meanAbsShap: 0.92, share: 0.41 },
      { family: 'amount', meanAbsShap: 0.61, share: 0.27 },
      { family: 'label feedback', meanAbsShap: 0.44, share: 0.2 },
      { family: 'timing', meanAbsShap: 0.27, share: 0.12 },
    ],
    features: FEATURES.map(({ name }, i) => ({ name, meanAbsShap: 0.4 / (i + 1) })),
    search: { trials: 24, budgetSeconds: 180, best: { num_leaves: 31, learning_rate: 0.05, lambda_l2: 4.2 } },
    notes: ['The transactions are simulated: the figures hold for that world, not for a bank.'],
    ...changes,
  }
  return modelReport.parse(report)
}
