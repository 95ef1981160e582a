using System.Text;
using Segmentation.Cli.Generate.Planted.Rows;
using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted;

/// <summary>Writes truth.csv: per customer what it was drawn as, what became of it, and the moves planted.</summary>
internal static class TruthRows
{
    private const string Header =
        "customer_id,persona,signup_date,purchase_rate,leaving_chance,hazard,value,state,left_on,twin_of,moves,"
        + "benefit,attitude";

    /// <summary>Writes the file.</summary>
    public static void Write(string path, SampleBusiness business, CustomerDraw draw, Meter meter)
    {
        var layout = new Layout("truth", Header);
        var kind = new SheetKind(layout, layout, layout, RowIds.Customers, (_, _, _) => { }) { TakesBadRows = false };
        using var file = new SheetFile(kind, business, path, badShare: 0);
        for (var number = 1; number <= business.Customers; number++)
        {
            Write(file, business, draw.Of(number));
            meter.Row();
        }

        file.Keep();
    }

    private static void Write(SheetFile file, SampleBusiness business, Customer customer)
    {
        file.Customer(customer.Number).Word(customer.Persona.Text).Day(customer.Signup)
            .Millionths(customer.Rate).Millionths(customer.Leaving)
            .Millionths(business.Kind.HazardOf(customer.Leaving, customer.Rate))
            .Cents((long)(customer.Value * 100 + 0.5));
        var left = customer.Left < business.Time.End;
        var original = Profile.OriginalOf(business.Kind, customer);
        file.Word(left ? "left" : "alive").Day(left ? customer.Left : null)
            .Customer(original < customer.Number ? original : null);
        PutMoves(file, business, customer);
        file.Word(customer.Persona.Benefit).Word(customer.Persona.Attitude).End();
    }

    // What an import after the first shows, as cause:what:day, in the order of days.
    private static void PutMoves(SheetFile file, SampleBusiness business, Customer customer)
    {
        file.Empty();
        var first = true;
        if (customer.Grew is { } grew)
            Put("own-data:grew:"u8, grew);
        if (customer.Silent is { } silent)
            Put("clock:silent:"u8, silent);
        if (customer.Jumped is { } jumped)
            Put("journey:lead>churned:"u8, jumped);
        if (customer.JumpedAgain is { } again && again < business.Time.End)
            Put("journey:churned>onboarding:"u8, again);
        if (customer.Story?.Move is { } move)
            Put(Encoding.UTF8.GetBytes(move + ":"), business.Time.FirstImport);
        if (customer.Left < business.Time.End && customer.Left >= business.Time.FirstImport)
            Put(business.Kind.HasContracts ? "own-data:left:"u8 : "clock:left:"u8, customer.Left);

        void Put(ReadOnlySpan<byte> move, int day)
        {
            file.Add(first ? ""u8 : ";"u8).Add(move).AddDay(day);
            first = false;
        }
    }
}
