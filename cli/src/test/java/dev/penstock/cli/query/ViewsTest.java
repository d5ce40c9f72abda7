// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people see of answers. */
class ViewsTest {

    @Test
    void shouldShowTheWindowOfEachRowOfAKey() {
        View view = RowsView.ofKey(json("""
                {"group": "users", "key": "ann", "stale": false, "updated_at": 1700000161000, "last_event_at": 1700000160000, "reads": [], "rows": [
                  {"user": "ann", "window_start": 1700000100000, "window_end": 1700000160000, "n": 2},
                  {"user": "ann", "window_start": 1700000040000, "window_end": 1700000100000, "n": 12}]}
                """));

        assertThat(view.table().lines())
                .containsExactly(
                        "window_start          user   n",
                        "2023-11-14T22:15:00Z  ann    2",
                        "2023-11-14T22:14:00Z  ann   12");
        assertThat(view.notes())
                .containsExactly("2 rows, latest event at 2023-11-14T22:16:00Z, data updated at 2023-11-14T22:16:01Z");
    }

    @Test
    void shouldSayWhatWasMerged() {
        View view = RowsView.ofKey(json("""
                {"merged_windows": 3, "stale": false, "last_event_at": 1700000160000, "rows": [
                  {"user": "ann", "window_start": 1700000040000, "window_end": 1700000340000, "n": 2}]}
                """));

        assertThat(view.table().lines().get(1)).startsWith("2023-11-14T22:14:00Z  2023-11-14T22:19:00Z  ann");
        assertThat(view.notes()).contains("merged from 3 windows with events");
    }

    @Test
    void shouldSayThatAnAnswerIsStaleAndNotAll() {
        View view = RowsView.ofWindow(json("""
                {"window_start": 1700000040000, "window_end": 1700000100000, "rows": [{"item": "a", "window_start": 1, "window_end": 2}],
                 "next": "x", "stale": true, "last_event_at": 1700000099000,
                 "reads": [{"role": "standby", "lag": 12}, {"role": "active", "lag": 0}]}
                """));

        assertThat(view.table().lines()).containsExactly("item", "a");
        assertThat(view.notes())
                .containsExactly(
                        "window from 2023-11-14T22:14:00Z to 2023-11-14T22:15:00Z",
                        "1 row, latest event at 2023-11-14T22:14:59Z",
                        "stale: a partition is on its way, and a standby answered, 12 records behind",
                        "there are more rows; --limit takes more");
    }

    @Test
    void shouldShowWhyAFeatureHasNoValue() {
        View view = VectorsView.of(json("""
                {"features": ["users.n", "users.city"], "stale": false, "vectors": [
                  {"key": "ann", "values": [2, null], "statuses": ["present", "none"], "window_ends": [1, 1]},
                  {"key": "bob", "values": [null, null], "statuses": ["unavailable", "unavailable"], "window_ends": [null, null]}]}
                """));

        assertThat(view.table().lines())
                .containsExactly(
                        "key        users.n  users.city",
                        "ann              2  (none)",
                        "bob  (unavailable)  (unavailable)");
        assertThat(view.notes()).containsExactly("2 keys, 1 value none, 2 values unavailable");
    }

    @Test
    void shouldShowInstancesThatAnswerAndThoseThatDoNot() {
        View view = InstancesCommand.viewOf(json("""
                {"instances": [
                  {"instance": "10.0.0.1:7080", "reachable": true, "status": "restoring", "live": true, "ready": false,
                   "threads": [
                     {"state": "RUNNING", "active": [{}, {}], "standby": []},
                     {"state": "STARTING", "active": [{}], "standby": [{}]}],
                   "input": [{"lag": 3}, {"lag": null}, {"lag": 4}],
                   "stores": [{"restoring": {"done": 1, "of": 4}}, {"restoring": null}, {"restoring": {"done": 2, "of": 4}}]},
                  {"instance": "10.0.0.2:7080", "reachable": false, "error": "no answer\\nwithin 2 s"}]}
                """));

        assertThat(view.table().lines())
                .containsExactly(
                        "instance       status       live  ready  threads                active  standby  lag  restored",
                        "10.0.0.1:7080  restoring    yes   no     1 running, 1 starting       3        1    7  37 %",
                        "10.0.0.2:7080  unreachable");
        assertThat(view.notes()).containsExactly("10.0.0.2:7080: no answer\\u000awithin 2 s");
    }

    @Test
    void shouldSayWhichPartitionsNoInstanceReads() {
        View view = InstancesCommand.viewOf(json("""
                {"unread": [
                   {"topic": "clicks", "partition": 0, "lag": 1000}, {"topic": "clicks", "partition": 3, "lag": 234},
                   {"topic": "views", "partition": 1, "lag": 0}],
                 "instances": []}
                """));

        assertThat(view.notes())
                .containsExactly(
                        "no instance reads clicks (partition 0, 3), views (partition 1), in which 1,234 records wait");
    }

    @Test
    void shouldShowWhatGroupsAreMadeOf() {
        View view = GroupsCommand.viewOf(json("""
                {"groups": [
                  {"name": "users", "from": "clicks", "key": ["user", "shop"], "window_ms": 60000, "to": "t", "emit": "updates",
                   "columns": [{"name": "n"}, {"name": "spend"}]},
                  {"name": "all_of_them", "from": "clicks", "key": [], "window_ms": 86400000, "to": "u", "emit": "final",
                   "columns": [{"name": "n"}]}]}
                """));

        assertThat(view.table().lines())
                .containsExactly(
                        "group        from    key         window  to  emit     columns",
                        "users        clicks  user, shop  1m      t   updates  n, spend",
                        "all_of_them  clicks  all         1d      u   final    n");
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
