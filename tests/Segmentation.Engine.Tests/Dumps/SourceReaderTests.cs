using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class SourceReaderTests
{
    private static readonly Workspace Euro = Reading.Shop with { Currency = "EUR" };

    [Fact]
    public void What_where_leaves_out_is_filtered_before_it_can_be_bad()
    {
        var orders = Stream("""where: "status <> 'cancelled'", fields: { amount: money }""");
        var reading = Reading.Of(
            "id,day,status,amount\n1,2026-01-01,cancelled,x\n2,2026-01-01,,5\n3,x,paid,5\n"
            + "4,2026-01-01,paid,x\n5,2026-01-02,paid,7\n,x,cancelled,\n", orders);
        Assert.Equal((6, 3, 2, 1), Counts(reading));
        Assert.Equal(
            [("day", "date", 4L), ("amount", "money", 5L)], reading.Rejections.Select(r => (r.Column, r.Code, r.Line)));
        Assert.Equal([7m], reading.Field(orders, "amount"));
    }

    [Fact]
    public void What_where_cannot_parse_is_rejected()
    {
        var orders = Stream("""where: "Quantity > 0 AND \"Customer ID\" IS NOT NULL", fields: { status: text }""");
        var reading = Reading.Of(
            "id,day,Quantity,Customer ID,status\n1,2026-01-01,x,c,a\n2,2026-01-01,0,c,b\n"
            + "3,2026-01-01,1,,c\n4,x,5,c,d\n5,2026-01-01,,c,e\n6,2026-01-01,\"1,000\",c,f\n"
            + ",2026-01-01,y,c,g\n", orders);
        Assert.Equal((7, 3, 3, 1), Counts(reading));
        Assert.Equal(
            [("Quantity", 2L), ("day", 5L), ("Quantity", 8L)], reading.Rejections.Select(r => (r.Column, r.Line)));
        Assert.Equal(["f"], reading.Field(orders, "status"));
    }

    [Fact]
    public void Dates_in_where_are_read_in_the_format_of_their_field()
    {
        var orders = Definitions.Stream("""
            streams:
              orders:
                file: "*"
                customer: id
                time: { column: day, format: d.M.yyyy }
                where: day >= DATE '2026-02-01'
            """);
        var reading = Reading.Of("id,day\n1,1.2.2026\n2,31.1.2026\n3,2026-03-01\n4,11.12.2026\n", orders);
        Assert.Equal((4, 1, 1, 2), Counts(reading));
        Assert.Equal(["1", "4"], reading.Customers);
    }

    [Fact]
    public void Empty_customers_keys_and_times_reject_a_row()
    {
        var orders = Stream("key: order, fields: { amount: money }");
        var reading = Reading.Of(
            "id,day,order,amount\n,2026-01-01,1,1\n1,2026-01-01,,1\n1,,2,1\n1,2026-01-01,3,\n\n ,\"\" , ,\n", orders);
        Assert.Equal(["no-customer", "no-key", "no-time", "text-after-quote"], reading.Codes);
        Assert.Equal(["id", "order", "day", "day"], reading.Rejections.Select(r => r.Column));
        Assert.Equal(new Ledger { Read = 6, Blank = 1, Rejected = 4, Accepted = 1 }, reading.Ledger);
        Assert.Equal([null], reading.Field(orders, "amount"));
    }

    [Fact]
    public void Records_may_lack_a_time_but_not_their_customer()
    {
        var contacts = Definitions.Stream(
            """streams: { contacts: { file: "*", belongs_to: company, key: id, time: created } }""");
        var reading = Reading.Of(
            "id,company,created\n1,a,2026-01-01\n2,a,\n3,,2026-01-01\n,a,\n5,a,soon\n", contacts);
        Assert.Equal(["no-customer", "no-key", "date"], reading.Codes);
        Assert.Equal([new DateOnly(2026, 1, 1), null], reading.Field(contacts, "time"));
        var timeless = Definitions.Stream("""streams: { contacts: { file: "*", belongs_to: company } }""");
        Assert.Equal([null, null], Reading.Of("company\na\nb\n", timeless).Field(timeless, "time"));
    }

    [Fact]
    public void Computed_fields_are_exact_and_too_large_ones_reject_the_row()
    {
        var orders = Stream("fields: { total: { value: quantity * price, type: money }, twice: { value: quantity * 2, type: integer } }");
        var reading = Reading.Of(
            "id,day,quantity,price\n1,2026-01-01,3,0.1\n"
            + "2,2026-01-01,100000000000000000,900000000000000000\n3,2026-01-01,,2\n"
            + "4,2026-01-01,0.3,1\n5,2026-01-01,x,x\n", orders);
        Assert.Equal([0.3m, null], reading.Field(orders, "total"));
        Assert.Equal([6L, null], reading.Field(orders, "twice"));
        Assert.Equal(
            [("total", "out-of-range", 3L), ("twice", "out-of-range", 5L), ("quantity", "money", 6L)],
            reading.Rejections.Select(r => (r.Column, r.Code, r.Line)));
    }

    [Fact]
    public void A_condition_that_cannot_be_computed_rejects_the_row_and_a_branch_not_taken_does_not()
    {
        var orders = Stream("""where: n * n * n > 5, fields: { m: { value: "CASE WHEN n > 9000 THEN n ELSE n * k * k END", type: money } }""");
        var reading = Reading.Of(
            "id,day,n,k\n1,2026-01-01,999999999999,1\n2,2026-01-01,9999,999999999999999\n"
            + "3,2026-01-01,8999,999999999999999\n4,2026-01-01,1,1\n", orders);
        Assert.Equal((4, 1, 2, 1), Counts(reading));
        Assert.Equal([("", "out-of-range", 2L), ("m", "out-of-range", 4L)], reading.Rejections.Select(
            r => (r.Column, r.Code, r.Line)));
        Assert.Equal([9999m], reading.Field(orders, "m"));
    }

    [Fact]
    public void Amounts_in_another_currency_are_rejected()
    {
        var orders = Stream("fields: { n: integer, amount: { type: money, currency: { column: cur } } }");
        var reading = Reading.Of(
            "id,day,n,amount,cur\n1,2026-01-01,1,5,EUR\n2,2026-01-01,1,5,eur\n3,2026-01-01,1,5,USD\n4,2026-01-01,1,,USD\n5,2026-01-01,1,5,\n", orders, Euro);
        Assert.Equal(["1", "2", "4", "5"], reading.Customers);
        Assert.Equal(
            [("cur", "currency", "USD", 4L)], reading.Rejections.Select(r => (r.Column, r.Code, r.Value, r.Line)));
        Assert.Equal(
            5, Reading.Of("id,day,n,amount,cur\n1,2026-01-01,1,5,USD\n", orders)
                .Field(orders, "amount").Cast<decimal>().Single());
    }

    [Fact]
    public void A_foreign_computed_amount_is_named()
    {
        var orders = Stream("fields: { n: integer, total: { value: n * 2, type: money, currency: USD }, cost: { type: money, currency: USD } }");
        var reading = Reading.Of("id,day,n,cost\n1,2026-01-01,1,\n2,2026-01-01,,4\n3,2026-01-01,,\n", orders, Euro);
        Assert.Equal([("total", "currency", 2L), ("cost", "currency", 3L)], reading.Rejections.Select(
            r => (r.Column, r.Code, r.Line)));
        Assert.Equal(["3"], reading.Customers);
    }

    [Fact]
    public void Rows_join_their_customer_by_key()
    {
        var usage = Definitions.Read("sources.yaml", """
            streams:
              subscriptions: { file: "s*", customer: account, key: sub, time: start }
              usage:
                file: "u*"
                via: { column: sub, stream: subscriptions }
                where: n <> 3
                fields: { count: { column: n, type: integer } }
            """).Streams.Last();
        var joins = new JoinMap();
        joins.Add("s1"u8, "c1"u8, 100, IntegerColumn.Null);
        joins.Add("s2"u8, "c2"u8, 200, 5);
        joins.AddFiltered("s2"u8);
        joins.AddFiltered("s3"u8);
        joins.AddFiltered("s4"u8);
        joins.Add("s4"u8, "c4"u8, 300, IntegerColumn.Null);
        var reading = Reading.Of("sub,n\ns1,1\ns2,2\ns3,x\ns3,4\ns9,5\ns9,x\n,6\ns1,3\ns4,7\n", usage, joins: joins);
        Assert.Equal(new Ledger { Read = 9, Filtered = 2, Rejected = 3, Unresolved = 1, Accepted = 3 }, reading.Ledger);
        Assert.Equal(["money", "money", "no-customer"], reading.Codes);
        Assert.Equal(["c1", "c2", "c4"], reading.Customers);
        Assert.Equal([1L, 2L, 7L], reading.Field(usage, "count"));
        var rows = reading.Parsed[0];
        Assert.Equal([100, 200, 300], ((DateColumn)rows.Accepted.Columns[0]).Values);
        Assert.Equal([IntegerColumn.Null, 5, IntegerColumn.Null], ((IntegerColumn)rows.Accepted.Columns[1]).Values);
        Assert.Equal(["s9"], Reading.Values(rows.Unresolved.Customers));
        Assert.Equal([null], Reading.Values(rows.Unresolved.Columns[0]));
    }

    [Fact]
    public void Keys_of_filtered_rows_are_told()
    {
        var subscriptions = Stream("key: sub, where: plan = 'pro'");
        var reading = Reading.Of("id,day,sub,plan\n1,x,s1,basic\n2,2026-01-01,s2,pro\n,x,,basic\n", subscriptions);
        Assert.Equal(1, reading.Parsed[0].FilteredKeys.Count);
        Assert.Equal("s1", reading.Parsed[0].FilteredKeys.Text(0));
        Assert.Equal((3, 2, 0, 1), Counts(reading));
    }

    [Fact]
    public void As_of_in_a_source_is_a_problem()
    {
        foreach (var text in new[] { "where: day < as_of", "where: days_since(day) > 1", "fields: { age: { value: as_of - day, type: integer } }" })
        {
            var problem = Assert.Throws<DefinitionException>(() => Reading.Of("id,day\n1,2026-01-01\n", Stream(text)));
            Assert.Contains("as_of is not known while rows are read", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ragged_rows_may_be_declared()
    {
        var orders = Stream("format: { ragged: true }, fields: { a: text, b: text }");
        var reading = Reading.Of("id,day,a,b\n1,2026-01-01\n2,2026-01-01,x,y,z\n3\n", orders);
        Assert.Equal([null, "y"], reading.Field(orders, "b"));
        Assert.Equal(["no-time"], reading.Codes);
    }

    [Fact]
    public void A_missing_column_stops_the_import()
    {
        var problem = Assert.Throws<ImportException>(
            () => Reading.Of("\nid,date\n1,2026-01-01\n", Stream("fields: {}")));
        Assert.StartsWith(
            "dump.csv: line 2: column 'day' is missing; found 'id', 'date', separated by ','",
            problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Booleans_are_read_as_people_write_them()
    {
        var orders = Stream("fields: { paid: boolean }");
        string[] yes = ["true", "TRUE", "Yes", "y", "T", "1"];
        string[] no = ["false", "False", "NO", "n", "f", "0"];
        string[] bad = ["2", "ja", "truee", "on", "-", "é", "01"];
        var text = new StringBuilder("id,day,paid\n");
        foreach (var cell in yes.Concat(no).Concat(bad))
            text.Append("c,2026-01-01,").Append(cell).Append('\n');
        var reading = Reading.Of(text.ToString(), orders);
        Assert.Equal([.. yes.Select(_ => true), .. no.Select(_ => false)], reading.Field(orders, "paid").Cast<bool>());
        Assert.Equal(bad.Select(b => ("boolean", b)), reading.Rejections.Select(r => (r.Code, r.Value)));
    }

    [Fact]
    public void The_ledger_of_any_rows_balances_whatever_the_chunks()
    {
        var orders = Stream("""key: sub, where: "n <> 3 OR n IS NULL", fields: { n: integer, sum: { value: n * price, type: money }, paid: boolean }""");
        string[][] cells = [
            ["1", "2", "", "id"], ["2026-01-01", "x", "", "2026-01-01T10:00Z"], ["a", "b", ""],
            ["1", "3", "x", "", "99999999999999999"], ["2", "x", "", "999999999999999999"], ["y", "?", ""]];
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder("id,day,sub,n,price,paid\n");
            for (var row = 0; row < 40; row++)
                text.AppendJoin(',', cells.Take(random.Next(9) == 0 ? 5 : 6).Select(
                    c => c[random.Next(2) == 0 ? 0 : random.Next(c.Length)]))
                    .Append(random.Next(9) == 0 ? "\n\n" : "\n");
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var dialect = DialectSniffer.Sniff("dump.csv", bytes, orders.Format, []);
            var whole = Reading.Of(bytes, dialect, orders);
            Assert.True(whole.Ledger.Balances);
            var parts = Reading.Of(bytes, dialect, orders, 50);
            Assert.Equal(whole.Ledger, parts.Ledger);
            Assert.Equal(whole.Rejections, parts.Rejections);
            Assert.Equal(whole.Rejections.OrderBy(r => r.Line), whole.Rejections);
            Assert.Equal(whole.Customers, parts.Customers);
            Assert.Equal(whole.Field(orders, "sum"), parts.Field(orders, "sum"));
        }
    }

    private static (long Read, long Filtered, long Rejected, long Accepted) Counts(Reading reading)
    {
        Assert.True(reading.Ledger.Balances);
        return (reading.Ledger.Read, reading.Ledger.Filtered, reading.Ledger.Rejected, reading.Ledger.Accepted);
    }

    private static SourceDefinition Stream(string rest) => Definitions.Stream(
        $$"""
        streams:
          orders: { file: "*", customer: id, time: day, {{rest}} }
        """);
}
