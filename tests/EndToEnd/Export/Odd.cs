namespace EndToEnd.Export;

/// <summary>A small business in which everything is that an export could lose.</summary>
internal static class Odd
{
    private const string Sources = """
        customers:
          file: customers.csv
          id: id
          name: name
          owner: owner
          parent: parent
          keys: { crm: crm }
          strict: true
          match: [mail]
          match_at_most: 3
          where: "state <> 'test'"
          fields:
            mail: text
            since: { type: date, format: dd.MM.yyyy, kind: behaviour, known_since: since }
            is_key: { column: key, type: boolean }
            rate: number
            seats: integer
        streams:
          orders:
            file: orders.csv
            customer: customer
            key: number
            version: version
            time: at
            fields:
              amount: { value: quantity * price, type: money, currency: { column: currency } }
              note: text
              key: { column: sort, type: text }
          calls: { file: calls.csv, via: { column: order, stream: orders }, fields: { minutes: integer } }
          visits:
            file: visits.csv
            via: { column: order, stream: orders }
            time: { column: day, format: dd/MM/yyyy }
          people: { file: people.csv, belongs_to: id, fields: { role: text } }

        """;

    /// <summary>Writes the definitions, and tells where they are.</summary>
    public static string Workspace(TempFolder folder) => folder.Workspace(
        "workspace.yaml",
        "name: odd\ntime_zone: Europe/Berlin\ncurrency: EUR\nvalue: spent\nhold_if_moved: 100%\n",
        "sources.yaml", Sources,
        "tables/rates.csv", "date,from,to,rate\n2020-01-01,USD,EUR,0.912345\n",
        "measures.yaml", """
            spent: { value: sum(orders.amount), unit: money, kind: value }
            last_note: { value: last(orders.note), kind: behaviour }
            first_sort: { value: first(orders.key), kind: behaviour }
            recency: { value: days_since(last(orders.time)), unit: days, kind: behaviour }
            talked: { value: sum(calls.minutes), kind: engagement }
            visited: { value: count(visits), kind: engagement }
            people_known: { value: count(people), kind: firmographic }
            rated: { value: rate, kind: firmographic }
            chairs: { value: seats, kind: firmographic }

            """,
        "schemes/size.yaml", """
            scheme: size
            version: 1
            kind: rules
            segments:
              - { id: large, name: Large, when: spent >= 10 }
              - { id: small, name: Small }

            """);

    /// <summary>Writes two imports, of which the second replaces customers, so that one is missing.</summary>
    public static IEnumerable<string> Imports(TempFolder folder)
    {
        const string Header = "id,name,owner,parent,crm,state,mail,since,key,rate,seats\n";
        const string Kept =
            "00042,\"Ann \"\"A\"\", Ltd\",u1,,0007,ok,a@x.example,01.02.2025,yes,1e-7,5\n"
            + "42,Bo,,00042,,ok,,,no,0.30000000000000004,\n"
            + "é 7,\"two\nlines\",u2,,9,ok,A@X.example,28.02.2025,,-2.5,0\n"
            + "t1,Test,u9,,,test,,,,,\n";
        folder.Write("one/customers.csv", Header + Kept + " gone,Gone,u3,,,ok,,,,,\n");
        folder.Write(
            "one/orders.csv",
            "customer,number,version,at,quantity,price,currency,note,sort\n"
            + "00042,o1,2,2026-03-29T01:30:00.1234567+02:00,3,3.3333333333,USD,\"say \"\"hi\"\",\nnow\",b\n"
            + "00042,o1,1,2026-03-28,1,1,EUR,old,a\n42,o2,,2026-01-01 10:00,-1,0.10,EUR,,\n"
            + "é 7,o3,,2026-01-01,1,12345678901234.56,EUR,=1+1,007\n gone,o4,,2026-01-05T22:00:00Z,1,1.50,,-,x\n");
        folder.Write("one/calls.csv", "order,minutes\no1,5\no1,5\no3,\no99,7\n");
        folder.Write("one/visits.csv", "order,day\no2,03/02/2026\no98,04/02/2026\n");
        folder.Write("one/people.csv", "id,role\n42,Chief\n42,Chief\n00042,\n");
        folder.Write("two/customers.csv", Header + Kept);
        return [folder["one"], folder["two"]];
    }
}
