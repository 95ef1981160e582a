using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Tickets: up to twice as many before a customer leaves. One that is closed later is told of again then.
/// </summary>
internal static class TicketRows
{
    private const int DaysToClose = 12;

    /// <summary>Writes the tickets of a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var days = new List<int>();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, 2 * customer.Persona.Tickets, days);
        var ticket = 0;
        foreach (var day in days)
        {
            var closed = day + chance.Below(DaysToClose);
            var priority = PlantedWords.Priorities.Draw(chance);
            var topic = Favourites.Draw(TopicsOf(sheet), customer.Persona, chance);
            if (!chance.Happens(1 - customer.Mood(day, sheet.Time.End) / 2))
                continue;
            var import = sheet.Time.ImportOf(day);
            var inTime = closed < sheet.Time.AsOf(import);
            Write(sheet.In(import), inTime ? closed : null, priority, topic);
            if (!inTime && closed < sheet.Time.End)
                Write(sheet.On(closed), closed, priority, topic);
            ticket++;

            void Write(SheetFile file, int? closed, ReadOnlySpan<byte> priority, string topic) =>
                file.Id(customer.Number, ticket).Customer(customer.Number).Moment(day, customer.Number)
                    .Day(closed).Title("Question "u8, ticket + 1).Word(priority).Word(topic)
                    .Word(closed is null ? "open" : "closed", closed is null ? "New" : "Closed",
                        closed is null ? "New" : "Closed").End();
        }
    }

    private static string[] TopicsOf(Sheet sheet) =>
        sheet.Business.Kind.OfPeople ? PlantedWords.Categories : PlantedWords.Features;
}
