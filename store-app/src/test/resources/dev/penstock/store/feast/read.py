# SPDX-License-Identifier: Apache-2.0
"""Registers a repository as feast apply does, and reads rows from the online store and from files."""
import os
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import pandas
from feast import FeatureStore
from feast.repo_config import load_repo_config
from feast.repo_operations import apply_total

repository = Path(sys.argv[1])
os.chdir(repository)
sys.path.insert(0, str(repository))
apply_total(load_repo_config(repository, repository / "feature_store.yaml"), repository, True)
store = FeatureStore(str(repository))
answer = store.get_online_features(
    features=store.get_feature_service("shop"),
    entity_rows=[{"user_id": "ann", "item": 7}, {"user_id": "nobody", "item": 8}]).to_dict(include_event_timestamps=True)
for name in sorted(answer):
    print("online", name, answer[name])
at = pandas.to_datetime(["2026-11-21T08:07:30Z", "2026-11-21T08:09:30Z"])
labels = pandas.DataFrame({"user_id": ["ann", "ann"], "event_timestamp": at})
history = store.get_historical_features(entity_df=labels, features=["spent:orders", "spent:exact"]).to_df().sort_values("event_timestamp")
for row in history.itertuples(index=False):
    print("history", row.event_timestamp.isoformat(), row.orders, row.exact)
