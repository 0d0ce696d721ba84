/** Two features, one split of each missing kind, one tree of a single leaf. */
export const LIGHTGBM_TEXT = `tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=1
objective=binary sigmoid:1
feature_names=amount hour_of_day
feature_infos=[0:100] [0:23]
tree_sizes=1 1

Tree=0
num_leaves=3
num_cat=0
split_feature=0 1
split_gain=1 1
threshold=10.5 12
decision_type=2 8
left_child=1 -1
right_child=-3 -2
leaf_value=-1.5 0.25 2
leaf_weight=1 1 1
leaf_count=30 20 50
internal_value=0 0
internal_weight=0 0
internal_count=100 50
is_linear=0
shrinkage=0.1


Tree=1
num_leaves=1
num_cat=0
leaf_value=0.125
leaf_count=100
shrinkage=1


end of trees

feature_importances:
amount=1

parameters:
[boosting: gbdt]
end of parameters

pandas_categorical:null
`

/** The content of an XGBoost file with one tree: amount < 10.5 ? (hour_of_day < 12 ? -1.5 : 0.25) : 2. */
export const xgboostJson = () => ({
  version: [3, 2, 0],
  learner: {
    attributes: {},
    feature_names: ['amount', 'hour_of_day'],
    feature_types: ['float', 'float'],
    objective: { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } },
    learner_model_param: { base_score: '[2.5E-1]', num_class: '0', num_feature: '2', num_target: '1' },
    gradient_booster: {
      name: 'gbtree',
      model: {
        trees: [
          {
            tree_param: { num_nodes: '5', size_leaf_vector: '1' },
            left_children: [1, 3, -1, -1, -1],
            right_children: [2, 4, -1, -1, -1],
            split_indices: [0, 1, 0, 0, 0],
            split_conditions: [10.5, 12, 2, -1.5, 0.25],
            split_type: [0, 0, 0, 0, 0],
            default_left: [1, 0, 0, 0, 0],
            sum_hessian: [100, 50, 50, 30, 20],
          },
        ],
      },
    },
  },
})

export type XgboostJson = ReturnType<typeof xgboostJson>
