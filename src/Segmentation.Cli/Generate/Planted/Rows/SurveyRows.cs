using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Answers to surveys: recommendation, satisfaction and benefit now and then, attitudes once.</summary>
internal static class SurveyRows
{
    private const double NpsRate = 0.08;
    private const double CsatRate = 0.06;
    private const double NpsDeviation = 1.4;
    private const double NpsLost = 4;
    private const double CsatDeviation = 0.8;
    private const double CsatLost = 1.5;
    private const double AttitudeDeviation = 0.7;
    private const double WelcomeShare = 0.4;
    private const int WelcomeAfterDays = 60;
    private const double OwnBenefitShare = 0.7;
    private const int BenefitStream = 8;

    /// <summary>Writes the answers of a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var row = 0;
        WriteWelcome(sheet, customer, chance, ref row);
        var persona = customer.Persona;
        var days = new List<int>();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, NpsRate, days);
        AddAnswer(customer, sheet.Time.End, days);
        foreach (var day in days)
        {
            var lost = NpsLost * (1 - customer.Mood(day, sheet.Time.End));
            var answer = Rounded(persona.Recommends - lost + NpsDeviation * chance.Normal(), 0, 10);
            Put(sheet, customer, day, row++, "nps").Word("recommend"u8)
                .Whole(customer.Story?.Recommends ?? answer).Empty().End();
        }

        days.Clear();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, CsatRate, days);
        foreach (var day in days)
        {
            var lost = CsatLost * (1 - customer.Mood(day, sheet.Time.End));
            Put(sheet, customer, day, row++, "csat").Word("satisfied"u8)
                .Whole(Rounded(persona.Recommends / 2 - lost + CsatDeviation * chance.Normal(), 1, 5)).Empty().End();
        }

        WriteBenefits(sheet, customer, row);
    }

    // From a stream of their own, so that they change no other answer.
    private static void WriteBenefits(Sheet sheet, Customer customer, int row)
    {
        var chance = sheet.Draw.ChanceOf(customer.Number, BenefitStream);
        var days = new List<int>();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, sheet.Business.Kind.BenefitRate, days);
        foreach (var day in days)
            PutBenefit(sheet, customer, day, row++, chance);
    }

    // The last answer of a story stands last, whatever was drawn.
    private static void AddAnswer(Customer customer, int end, List<int> days)
    {
        if (Timeline.DayOf(customer.Story?.Answered) is not { } answered || answered >= end)
            return;
        days.RemoveAll(day => day > answered);
        days.Add(answered);
    }

    private static void WriteWelcome(Sheet sheet, Customer customer, Chance chance, ref int row)
    {
        var day = customer.Signup + WelcomeAfterDays;
        if (!chance.Happens(WelcomeShare) || day >= customer.Quiet)
            return;
        for (var item = 0; item < PlantedWords.Attitudes.Length; item++)
        {
            var answer = customer.Persona.Attitudes[item] + AttitudeDeviation * chance.Normal();
            Put(sheet, customer, day, row++, "attitude").Word(PlantedWords.Attitudes[item])
                .Whole(Rounded(answer, 1, 5)).Empty().End();
        }

        PutBenefit(sheet, customer, day, row++, chance);
    }

    private static void PutBenefit(Sheet sheet, Customer customer, int day, int row, Chance chance)
    {
        var personas = sheet.Business.Kind.Personas;
        var pick = chance.Happens(OwnBenefitShare) ? customer.Persona : personas[chance.Below(personas.Length)];
        Put(sheet, customer, day, row, "benefit").Word("sought"u8).Empty().Word(pick.Benefit).End();
    }

    private static SheetFile Put(Sheet sheet, Customer customer, int day, int row, string survey) =>
        sheet.On(day).Id(customer.Number, row).Customer(customer.Number).Moment(day, customer.Number).Word(survey);

    private static long Rounded(double answer, int least, int most) =>
        (long)Math.Floor(Math.Clamp(answer, least, most) + 0.5);
}
