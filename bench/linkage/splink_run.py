"""Splink on the list of the benchmark, as its documentation sets it up: python splink_run.py LIST OUT."""
import sys

import pandas as pd
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import splink.comparison_library as cl

people = pd.read_csv(sys.argv[1], dtype=str)
settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="id",
    comparisons=[
        cl.JaroWinklerAtThresholds("given_name", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("father", [0.92, 0.8]),
        cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
        cl.JaroWinklerAtThresholds("place", [0.92, 0.8]).configure(term_frequency_adjustments=True),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("given_name", "surname"),
        block_on("surname", "birth_date"),
        block_on("given_name", "birth_date"),
        block_on("surname", "place"),
        block_on("birth_date", "place"),
        block_on("surname", "father"),
        block_on("given_name", "father", "place"),
    ],
)
linker = Linker(people, settings, DuckDBAPI())
linker.training.estimate_probability_two_random_records_match(
    [block_on("given_name", "surname", "birth_date")], recall=0.6
)
linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
for rule in (block_on("birth_date"), block_on("given_name", "surname")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
predicted = linker.inference.predict(threshold_match_probability=0.5)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, 0.95)
clusters.as_pandas_dataframe()[["id", "cluster_id"]].to_csv(sys.argv[2], index=False)
