"""Records a run in MLflow: locally in .sentinel/mlflow unless MLFLOW_TRACKING_URI names another store."""

import logging
import os
from pathlib import Path

# Must be set before the import: nothing that we start may call home or look for a git program.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

from mlflow import MlflowClient  # noqa: E402

from .options import STATE  # noqa: E402

EXPERIMENT = "sentinel"
LOCAL = STATE / "mlflow"
RUN_ID_TAG = "sentinel.run_id"


class Tracking:
    """One MLflow run per training run; resuming it or evaluating its bundle adds to the same one."""

    def __init__(self, run_id: str, name: str, go_on: bool):
        logging.getLogger("mlflow").setLevel(logging.WARNING)
        logging.getLogger("alembic").setLevel(logging.WARNING)
        self._client = MlflowClient(_uri())
        experiment = self._client.get_experiment_by_name(EXPERIMENT)
        experiment_id = experiment.experiment_id if experiment else self._create_experiment()
        same = f"tags.`{RUN_ID_TAG}` = '{run_id}'"
        found = self._client.search_runs([experiment_id], same, max_results=1) if go_on else []
        run = (
            found[0] if found else self._client.create_run(experiment_id, tags={RUN_ID_TAG: run_id}, run_name=name)
        )
        self._run = run.info.run_id

    def tags(self, tags: dict) -> None:
        for name, value in tags.items():
            self._client.set_tag(self._run, name, value)

    def parameters(self, parameters: dict) -> None:
        for name, value in parameters.items():
            self._client.log_param(self._run, name, value)

    def metrics(self, metrics: dict[str, float], step: int = 0) -> None:
        for name, value in metrics.items():
            self._client.log_metric(self._run, name, value, step=step)

    def file(self, path: Path) -> None:
        self._client.log_artifact(self._run, str(path))

    def finish(self) -> None:
        self._client.set_terminated(self._run)

    def _create_experiment(self) -> str:
        """Artifacts of the local store lie beside it; a server decides for itself."""
        location = (LOCAL / "artifacts").as_uri() if _is_local() else None
        return self._client.create_experiment(EXPERIMENT, artifact_location=location)


def _is_local() -> bool:
    return not os.environ.get("MLFLOW_TRACKING_URI")


def _uri() -> str:
    if not _is_local():
        return os.environ["MLFLOW_TRACKING_URI"]
    LOCAL.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{LOCAL / 'mlflow.db'}"
