using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Meetings, calls and e-mails; fewer before a customer leaves, and none once it is silent.</summary>
internal static class InteractionRows
{
    private const double MeetingShare = 0.25;
    private const double CallShare = 0.30;
    private const int ShortestMeeting = 20;
    private const int LongestMeeting = 90;
    private const int LongestCall = 25;

    /// <summary>Writes the interactions with a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var days = new List<int>();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, customer.Persona.Touches, days);
        var owner = Profile.DrawOwner(Profile.ChanceOf(sheet, customer.Number));
        var row = 0;
        if (Timeline.DayOf(customer.Story?.LastMeeting) is { } met && met < sheet.Time.End)
            Put(met, Kind.Meeting, ShortestMeeting);
        foreach (var day in days)
        {
            var (kind, minutes) = DrawKind(sheet, chance);
            if (chance.Happens(customer.Mood(day, sheet.Time.End)) && !IsTooLate(kind, day))
                Put(day, kind, minutes);
        }

        void Put(int day, Kind kind, int minutes)
        {
            var file = sheet.On(day).Id(customer.Number, row++).Customer(customer.Number).Day(day);
            (kind switch
            {
                Kind.Meeting => file.Word("meeting", "Meeting", "Meeting"),
                Kind.Call => file.Word("call", "Call", "Call"),
                _ => file.Word("email", "Email", "Email"),
            }).Whole(minutes).Owner(owner).End();
        }

        bool IsTooLate(Kind kind, int day) =>
            kind == Kind.Meeting && day > Timeline.DayOf(customer.Story?.LastMeeting);
    }

    // Nobody meets the customers of a shop.
    private static (Kind Kind, int Minutes) DrawKind(Sheet sheet, Chance chance)
    {
        var place = chance.Unit();
        if (place < MeetingShare && !sheet.Business.Kind.OfPeople)
            return (Kind.Meeting, ShortestMeeting + chance.Below(LongestMeeting - ShortestMeeting));
        return place < MeetingShare + CallShare ? (Kind.Call, 1 + chance.Below(LongestCall)) : (Kind.Email, 0);
    }

    private enum Kind
    {
        Meeting,
        Call,
        Email,
    }
}
