import { z } from 'zod'

/** Numbers of parameters are texts in XGBoost's files. */
const parameter = z.coerce.number<number | string>()
const bit = z.union([z.boolean(), z.number()]).transform(Number)

const treeSchema = z.object({
  tree_param: z.object({ num_nodes: parameter, size_leaf_vector: parameter.default(1) }),
  left_children: z.array(z.int()),
  right_children: z.array(z.int()),
  split_indices: z.array(z.int()),
  split_conditions: z.array(z.number()),
  split_type: z.array(z.number()).default([]),
  default_left: z.array(bit),
  sum_hessian: z.array(z.number()),
})
export type XgboostTree = z.infer<typeof treeSchema>

const forest = z.object({ model: z.object({ trees: z.array(z.unknown()) }) })

/** What is read of an XGBoost model file; trees are read one by one, after their number is checked. */
export const xgboostSchema = z.object({
  version: z.array(z.int()).min(1),
  learner: z.object({
    feature_names: z.array(z.string()).default([]),
    feature_types: z.array(z.string()).default([]),
    objective: z.object({ name: z.string() }),
    learner_model_param: z.object({
      base_score: z.union([z.string(), z.number(), z.array(z.number())]),
      num_class: parameter.default(0),
      num_target: parameter.default(1),
      num_feature: parameter,
    }),
    gradient_booster: z.discriminatedUnion('name', [
      forest.extend({ name: z.literal('gbtree') }),
      z.object({ name: z.literal('dart'), gbtree: forest, weight_drop: z.array(z.number()) }),
      z.object({ name: z.literal('gblinear') }),
    ]),
  }),
})
export type XgboostFile = z.infer<typeof xgboostSchema>
export { treeSchema as xgboostTreeSchema }
