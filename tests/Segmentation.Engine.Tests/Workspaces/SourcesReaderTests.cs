using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class SourcesReaderTests
{
    private const string Stream = "streams:\n  s: { file: a.csv, customer: c, time: t, ";

    [Fact]
    public void Customers_come_first_with_their_well_known_fields()
    {
        var customers = Definitions.Read("sources.yaml", """
            streams:
              orders: { file: [orders*.csv, sales.csv], customer: [customer_id, client], time: order_date }
            customers:
              file: accounts*.csv
              id: account_id
              name: account_name
              owner: [owner, sales_rep]
              parent: { column: group }
              keys: { hubspot: "Record ID" }
              strict: true
              version: updated_at
              fields:
                industry: text
                signup: { column: signup_date, type: date, format: dd-MM-yyyy, kind: firmographic }
                revenue: { type: money, currency: EUR, optional: true }
            """).Sources[0];

        Assert.True(customers.IsCustomers);
        Assert.True(customers.Strict);
        Assert.Equal("account_id", Assert.Single(customers.Customer!.Names));
        Assert.Equal(
            ["name", "owner", "parent", "key_hubspot", "industry", "signup", "revenue"],
            customers.Fields.Select(f => f.Name));
        Assert.Equal([false, true, true, false, false, false, true], customers.Fields.Select(f => f.Column!.Optional));
        Assert.Equal(
            (ColumnType.Date, "dd-MM-yyyy", "firmographic"),
            (customers.Fields[5].Type, customers.Fields[5].Format, customers.Fields[5].Kind));
        Assert.Equal(("EUR", "revenue"), (customers.Fields[6].Currency!.Code, customers.Fields[6].Column!.Names[0]));
        Assert.Equal("sources.yaml:14:23", customers.Fields[5].Column!.At.ToString());
    }

    [Theory]
    [InlineData("match: keys.tax", 5, "key_tax")]
    [InlineData("match: [email, keys.tax], match_at_most: 2", 2, "email key_tax")]
    public void Customers_are_matched_by_fields_and_keys(string match, int atMost, string fields)
    {
        var found = Definitions.Read("sources.yaml", Matched(match)).Customers!.Match!;
        Assert.Equal((atMost, fields), (found.AtMost, string.Join(' ', found.Keys.Select(key => key.Field))));
    }

    [Theory]
    [InlineData("match: key_tax", "sources.yaml:2:21: unknown field 'key_tax'; expected keys.tax or email")]
    [InlineData("match: size", "sources.yaml:2:21: 'size', which is no text; expected a text field")]
    [InlineData(
        "match_at_most: 3", "sources.yaml:2:29: 'match_at_most' without 'match'; expected the fields to match by")]
    [InlineData("match: email, match_at_most: 1", "sources.yaml:2:43: '1'; expected a whole number from 2 to 100")]
    public void Matching_says_what_is_wrong(string match, string problem) => Assert.Contains(
        Definitions.Problems("sources.yaml", Matched(match)),
        told => told.StartsWith(problem, StringComparison.Ordinal));

    private static string Matched(string match) =>
        "customers: { file: a.csv, id: id, keys: { tax: t }, fields: { email: text, size: integer },\n"
        + $"             {match} }}\n" + Definitions.Sources;

    [Fact]
    public void A_stream_has_files_a_customer_a_time_and_rows_to_keep()
    {
        var stream = Definitions.Stream("""
            streams:
              orders:
                file: [orders*.csv, transactions*.csv]
                customer: customer_id
                key: order_id
                version: updated_at
                time: { column: [order_date, date], format: dd/MM/yyyy }
                where: "status <> 'cancelled'"
                fields:
                  amount: { value: quantity * unit_price, type: money, currency: { column: currency, optional: true } }
            """);

        Assert.Equal(["orders*.csv", "transactions*.csv"], stream.Files);
        Assert.Equal(
            ("time", ColumnType.Date, "dd/MM/yyyy"), (stream.Time!.Name, stream.Time.Type, stream.Time.Format));
        Assert.Equal(["order_date", "date"], stream.Time.Column!.Names);
        Assert.Equal(new ExpressionText("status <> 'cancelled'", new Location("sources.yaml", 8, 13)), stream.Where);
        Assert.Equal(
            new ExpressionText("quantity * unit_price", new Location("sources.yaml", 10, 24)), stream.Fields[0].Value);
        Assert.Null(stream.Fields[0].Column);
        Assert.True(stream.Fields[0].Currency!.Column!.Optional);
    }

    [Fact]
    public void A_stream_may_find_its_customer_and_its_time_through_another()
    {
        var usage = Definitions.Stream("""
            streams:
              usage: { file: usage.csv, via: { column: subscription_id, stream: subscriptions } }
              subscriptions: { file: subs.csv, customer: account_id, key: subscription_id, time: start_date }
            """);

        Assert.Equal("subscriptions", usage.Via!.Stream);
        Assert.Null(usage.Time);
        Assert.Null(usage.Customer);
    }

    [Fact]
    public void Records_belong_to_a_customer_and_need_no_time()
    {
        var workspace = Definitions.Read("sources.yaml", """
            streams:
              contacts: { file: contacts.csv, belongs_to: Associated Company ID, key: Record ID }
              people: { file: people.csv, belongs_to: company, time: created }
              mails: { file: mails.csv, via: { column: contact_id, stream: contacts }, time: sent }
              notes: { file: notes.csv, via: { column: contact_id, stream: contacts } }
              orders: { file: orders.csv, customer: company, time: day }
            """);

        var streams = workspace.Streams.ToArray();
        Assert.Equal([true, true, false, false, false], streams.Select(stream => stream.BelongsTo));
        Assert.Equal(["Associated Company ID"], streams[0].Customer!.Names);
        Assert.Equal([false, true, true, false, true], streams.Select(workspace.HasTime));
    }

    [Fact]
    public void The_format_is_sniffed_unless_it_is_declared()
    {
        Assert.Equal(FormatDefinition.Sniffed, Definitions.Stream(Definitions.Sources).Format);

        var format = Definitions.Stream(Stream + """
            format: { delimiter: tab, encoding: windows-1252, columns: [c, t], ragged: true, decimal: "," } }
            """).Format;

        Assert.Equal(("\t", "windows-1252", false, true, true),
            (format.Delimiter, format.Encoding, format.Header, format.Ragged, format.DecimalComma));
        Assert.Equal(["c", "t"], format.Columns);
    }

    [Theory]
    [InlineData("", "sources.yaml:1:1: neither 'customers' nor 'streams'; expected at least one of them")]
    [InlineData(
        "stream: {}\nstreams: {}",
        "sources.yaml:1:1: unknown key 'stream'; expected customers or streams; did you mean 'streams'?")]
    [InlineData(
        "streams:\n  customers: { file: a, customer: c, time: t }",
        "sources.yaml:2:3: a stream 'customers'; expected another name")]
    [InlineData(
        "streams:\n  my-orders: { file: a, customer: c, time: t }",
        "sources.yaml:2:3: 'my-orders'; expected a name of letters")]
    [InlineData("streams:\n  s: { customer: c, time: t }", "sources.yaml:2:6: no 'file'; expected file: a glob")]
    [InlineData(
        "streams:\n  s: { file: [], customer: c, time: t }", "sources.yaml:2:14: an empty list; expected a glob")]
    [InlineData(
        "streams:\n  s: { file: ../a.csv, customer: c, time: t }", "sources.yaml:2:14: '../a.csv'; expected a glob")]
    [InlineData(
        "streams:\n  s: { file: a, time: t }",
        "sources.yaml:2:3: stream 's' without a customer; expected customer, belongs_to or via")]
    [InlineData(
        "streams:\n  s: { file: a, belongs_to: c, customer: c }",
        "sources.yaml:2:29: stream 's' with both 'customer' and 'belongs_to'; expected one of them")]
    [InlineData(
        "streams:\n  s: { file: a, belongs_to: c, version: v }",
        "sources.yaml:2:41: 'version' without 'key'; expected the key")]
    [InlineData(
        "streams:\n  s: { file: a, belongs_to: { col: c } }",
        "sources.yaml:2:31: unknown key 'col'; expected column or optional")]
    [InlineData(
        "streams:\n  s: { file: a, customer: c }",
        "sources.yaml:2:3: stream 's' without 'time'; expected time: a column's header")]
    [InlineData(
        "streams:\n  s: { file: a, customer: c, time: {} }",
        "sources.yaml:2:36: no 'column'; expected column: a column's header")]
    [InlineData(
        "streams:\n  s: { file: a, customer: c, time: t, version: v }",
        "sources.yaml:2:48: 'version' without 'key'; expected the key")]
    [InlineData(
        "streams:\n  s: { file: a, customer: { colunm: c }, time: t }",
        "sources.yaml:2:29: unknown key 'colunm'; expected column or optional; did you mean 'column'?")]
    [InlineData("customers: { file: a.csv }", "sources.yaml:1:12: no 'id'; expected id: a column's header")]
    [InlineData("customers: { file: a.csv, id: x, strict: yes }", "sources.yaml:1:42: 'yes'; expected true or false")]
    [InlineData(
        "customers: { file: a.csv, id: x, customer: y }",
        "sources.yaml:1:34: unknown key 'customer'; expected file, format, id")]
    [InlineData(
        "customers: { file: a.csv, id: x, name: n, fields: { name: text } }",
        "sources.yaml:1:53: field 'name' twice; expected it once")]
    public void A_wrong_source_is_told_with_its_place(string text, string problem) =>
        Assert.Contains(
            Definitions.Problems("sources.yaml", text), found => found.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "fields: { amount: mony } }",
        "'mony'; expected text, integer, number, money, date or boolean; did you mean 'money'?")]
    [InlineData("fields: { time: date } }", "a field 'time'; expected another name")]
    [InlineData("fields: { 1a: text } }", "'1a'; expected a name of letters")]
    [InlineData(
        "fields: { a: { column: x, value: y, type: text } } }", "both 'column' and 'value'; expected one of them")]
    [InlineData(
        "fields: { a: { value: x + y } } }",
        "a value without a type; expected type: text, integer, number, money, date or boolean")]
    [InlineData(
        "fields: { a: { value: x, type: text, optional: true } } }",
        "'optional' beside 'value'; expected it for a column only")]
    [InlineData("fields: { a: { type: text, format: dd-MM-yyyy } } }", "a format; expected it only with type: date")]
    [InlineData(
        "fields: { a: { type: date, format: DD-MM-YYYY } } }", "'DD-MM-YYYY'; expected a date format of dd, MM, yyyy")]
    [InlineData("fields: { a: { type: number, currency: EUR } } }", "a currency; expected it only with type: money")]
    [InlineData("fields: { a: { type: money, currency: euro } } }", "'euro'; expected a currency code")]
    [InlineData("fields: { a: text, a: date } }", "key 'a' twice; expected it once; line 2 has it already")]
    [InlineData("format: { delimiter: \";;\" } }", "';;'; expected one ASCII sign such as ';', tab or whitespace")]
    [InlineData("format: { delimiter: x } }", "'x'; expected one ASCII sign")]
    [InlineData("format: { encoding: utf-9 } }", "'utf-9'; expected an encoding such as utf-8")]
    [InlineData("format: { header: false } }", "'header: false' without 'columns'; expected the names")]
    [InlineData("format: { header: true, columns: [a] } }", "'columns' beside 'header: true'; expected one of them")]
    [InlineData("format: { columns: [a, a] } }", "column 'a' twice; expected it once")]
    [InlineData("format: { decimal: ; } }", "';'; expected , or .")]
    public void A_wrong_field_or_format_is_told_with_its_place(string rest, string problem)
    {
        var found = Definitions.Problem("sources.yaml", Stream + rest);

        Assert.Matches(@"^sources\.yaml:2:\d+: ", found);
        Assert.Contains(": " + problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("via: { column: k, stream: b }", "sources.yaml:2:43: unknown stream 'b'; expected a")]
    [InlineData("via: { column: k, stream: customers }", "sources.yaml:2:43: unknown stream 'customers'; expected a")]
    [InlineData("via: { stream: a }, key: k", "sources.yaml:2:22: no 'column'; expected column: a column's header")]
    [InlineData(
        "via: { column: k, stream: a }", "sources.yaml:2:43: stream 'a' has no key; expected a stream with 'key'")]
    [InlineData(
        "via: { column: k, stream: a }, key: k",
        "sources.yaml:2:43: a cycle of streams, a -> a; expected a stream with 'customer' or 'belongs_to' at the end")]
    public void A_wrong_via_is_told_with_its_place(string via, string problem) =>
        Assert.Equal(
            problem, Definitions.Problem("sources.yaml", $"streams:\n  a: {{ file: f, {via} }}")[..problem.Length]);

    [Fact]
    public void A_stream_with_both_customer_and_via_is_a_problem() => Assert.Contains(
        "sources.yaml:2:48: stream 's' with both 'customer' and 'via'; expected one of them",
        Definitions.Problems("sources.yaml", Stream + "via: { column: k, stream: s } }"));

    [Fact]
    public void A_cycle_of_streams_is_told_once_with_its_path() => Assert.Equal(
        "sources.yaml:3:43: a cycle of streams, a -> b -> c -> a; "
        + "expected a stream with 'customer' or 'belongs_to' at the end",
        Definitions.Problem("sources.yaml", """
            streams:
              d: { file: f, via: { column: k, stream: a }, key: k }
              a: { file: f, via: { column: k, stream: b }, key: k }
              c: { file: f, via: { column: k, stream: a }, key: k }
              b: { file: f, via: { column: k, stream: c }, key: k }
            """));
}
