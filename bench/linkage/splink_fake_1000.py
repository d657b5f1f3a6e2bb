"""Splink on fake_1000, set up as its tutorial does: python splink_fake_1000.py LIST.

Prints pairwise accuracy of the pairs and of the clusters at several thresholds against the column `cluster`, over all
records of the list, so that it stands beside what `habeas link` reaches on the same list. Made for the table in
bench/RESULTS.md; run it in a virtual environment that has splink.
"""
import collections
import sys

import duckdb
import splink
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

connection = duckdb.connect(":memory:")
api = DuckDBAPI(connection)
people = api.register(connection.sql(f"SELECT * FROM read_csv('{sys.argv[1]}', all_varchar = true)"))
linker = Linker(
    people,
    SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first_name", "city"),
            block_on("surname"),
            block_on("dob"),
            block_on("email"),
        ],
        retain_intermediate_calculation_columns=False,
    ),
)
training = linker.training
training.estimate_probability_two_random_records_match(
    [block_on("first_name", "surname", "dob"), block_on("email")], recall=0.7
)
training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
predicted = linker.inference.predict(threshold_match_probability=0.01)
truth = dict(connection.sql(f"SELECT unique_id, cluster FROM read_csv('{sys.argv[1]}', all_varchar = true)").fetchall())


def pairs(sizes):
    return sum(size * (size - 1) // 2 for size in sizes)


real = pairs(collections.Counter(truth.values()).values())


def scores(made, right):
    p, r = right / made, right / real
    return f"P {p:.4f}, R {r:.4f}, F1 {2 * p * r / (p + r):.4f}"


print("splink", splink.__version__, real, "true pairs")
weighed = predicted.as_duckdbpyrelation().project("unique_id_l, unique_id_r, match_probability").fetchall()
for threshold in (0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
    chosen = [(a, b) for a, b, chance in weighed if chance >= threshold]
    right = sum(truth[a] == truth[b] for a, b in chosen)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
    found = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").fetchall()
    made = pairs(collections.Counter(cluster for _, cluster in found).values())
    together = pairs(collections.Counter((cluster, truth[one]) for one, cluster in found).values())
    print(f"threshold {threshold}: pairs {scores(len(chosen), right)}; clusters {scores(made, together)}")
