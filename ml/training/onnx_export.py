"""Writes trees as an ONNX TreeEnsembleRegressor (ai.onnx.ml 3) whose routing is exactly LightGBM's."""

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .trees import MISSING_NAN, MISSING_NONE, Tree


@dataclass
class _Nodes:
    """Attribute lists of the operator; one entry per node, inner or leaf."""

    tree_id: list[int] = field(default_factory=list)
    node_id: list[int] = field(default_factory=list)
    feature: list[int] = field(default_factory=list)
    threshold: list[float] = field(default_factory=list)
    mode: list[str] = field(default_factory=list)
    true_id: list[int] = field(default_factory=list)
    false_id: list[int] = field(default_factory=list)
    missing_true: list[int] = field(default_factory=list)
    leaf_tree_id: list[int] = field(default_factory=list)
    leaf_node_id: list[int] = field(default_factory=list)
    leaf_value: list[float] = field(default_factory=list)


def to_onnx(trees: list[Tree], feature_count: int) -> onnx.ModelProto:
    """Model with input "features" float32 [N, feature_count] and output "margin" float32 [N, 1] (log-odds).

    The float32 input is widened to float64 and leaves are summed in float64, so only the last rounding is left.
    Raises ValueError on a split that treats zero as missing: the operator has no word for it.
    """
    nodes = _Nodes()
    for tree_id, tree in enumerate(trees):
        _add_tree(nodes, tree_id, tree)

    widen = helper.make_node("Cast", ["features"], ["wide"], to=TensorProto.DOUBLE)
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["wide"],
        ["margin"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        post_transform="NONE",
        nodes_treeids=nodes.tree_id,
        nodes_nodeids=nodes.node_id,
        nodes_featureids=nodes.feature,
        nodes_modes=nodes.mode,
        nodes_values_as_tensor=_doubles("thresholds", nodes.threshold),
        nodes_truenodeids=nodes.true_id,
        nodes_falsenodeids=nodes.false_id,
        nodes_missing_value_tracks_true=nodes.missing_true,
        target_treeids=nodes.leaf_tree_id,
        target_nodeids=nodes.leaf_node_id,
        target_ids=[0] * len(nodes.leaf_value),
        target_weights_as_tensor=_doubles("leaves", nodes.leaf_value),
    )
    graph = helper.make_graph(
        [widen, ensemble],
        "fraud-margin",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", feature_count])],
        [helper.make_tensor_value_info("margin", TensorProto.FLOAT, ["N", 1])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sentinel")
    onnx.checker.check_model(model)
    return model


def _add_tree(nodes: _Nodes, tree_id: int, tree: Tree) -> None:
    """Inner nodes keep their numbers; leaf k becomes node (inner nodes + k)."""
    inner = len(tree.feature)

    def node_number(child: int) -> int:
        return int(child) if child >= 0 else inner + int(~child)

    for i in range(inner):
        nodes.tree_id.append(tree_id)
        nodes.node_id.append(i)
        nodes.feature.append(int(tree.feature[i]))
        nodes.threshold.append(float(tree.threshold[i]))
        nodes.mode.append("BRANCH_LEQ")
        nodes.true_id.append(node_number(tree.left[i]))
        nodes.false_id.append(node_number(tree.right[i]))
        nodes.missing_true.append(_missing_goes_left(tree, i))
    for leaf, value in enumerate(tree.leaf_value):
        nodes.tree_id.append(tree_id)
        nodes.node_id.append(inner + leaf)
        nodes.feature.append(0)
        nodes.threshold.append(0.0)
        nodes.mode.append("LEAF")
        nodes.true_id.append(0)
        nodes.false_id.append(0)
        nodes.missing_true.append(0)
        nodes.leaf_tree_id.append(tree_id)
        nodes.leaf_node_id.append(inner + leaf)
        nodes.leaf_value.append(float(value))


def _missing_goes_left(tree: Tree, node: int) -> int:
    if tree.missing[node] == MISSING_NAN:
        return int(tree.default_left[node])
    if tree.missing[node] == MISSING_NONE:
        return int(tree.threshold[node] >= 0)  # such a split reads NaN as 0
    raise ValueError("A split that treats zero as missing cannot be written as ONNX")


def _doubles(name: str, values: list[float]) -> TensorProto:
    return numpy_helper.from_array(np.array(values, dtype=np.float64), name)
