"""Splink on the list of the benchmark, set up as its documentation does: python splink_run.py LIST OUT BUDGET.

Blocking rules are taken in this order while the pairs they bring together stay within BUDGET. Clusters are written for
several thresholds (OUT.0.9 and so on), so that the best of them, chosen on the truth, can be reported.
"""
import sys

import duckdb
import splink
import splink.blocking_analysis
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

file, out, budget = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = duckdb.connect(":memory:")
connection.execute("SET threads = 2")
api = DuckDBAPI(connection)
people = api.register(connection.sql(f"SELECT * FROM read_csv('{file}', all_varchar = true)"))

RULES = [
    block_on("given_name", "surname"),
    block_on("surname", "birth_date"),
    block_on("given_name", "birth_date"),
    block_on("surname", "father"),
    block_on("given_name", "father", "place"),
    block_on("birth_date", "place"),
    block_on("surname", "place"),
    block_on("substr(given_name, 1, 2)", "birth_date"),
    block_on("substr(surname, 1, 3)", "substr(birth_date, 1, 7)"),
]


def settings(rules):
    names = [0.92, 0.8]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.JaroWinklerAtThresholds("given_name", names).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("father", names),
            cl.JaroWinklerAtThresholds("surname", names).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
            cl.JaroWinklerAtThresholds("place", names).configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=rules,
    )


counted = splink.blocking_analysis.count_comparisons_from_blocking_rules(
    people, blocking_rules=RULES, link_type="dedupe_only", unique_id_column_name="id", record_sample_proportion=1.0
)
kept, pairs = [], 0
for rule, found in zip(RULES, counted):
    more = found["marginal_comparison_count"]
    if pairs + more <= budget:
        kept.append(rule)
        pairs += more
print(f"splink {splink.__version__}: {len(kept)} blocking rules, {pairs} pairs", flush=True)

linker = Linker(people, settings(kept))
training = linker.training
training.estimate_probability_two_random_records_match(
    [block_on("given_name", "surname", "birth_date")], recall=0.6
)
training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
for rule in (block_on("birth_date"), block_on("given_name", "surname")):
    training.estimate_parameters_using_expectation_maximisation(rule)
predicted = linker.inference.predict(threshold_match_probability=0.5)
for threshold in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
    relation = clusters.as_duckdbpyrelation()
    relation.project("id, cluster_id").write_csv(f"{out}.{threshold}")
