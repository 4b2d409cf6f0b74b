using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// Whether a release holds several cities, so that names of departments alone do not tell them apart.
/// </summary>
internal sealed class SeveralCities(AnswerService answers, CurrentRelease release)
    : ReleaseTrait(answers, release, "several cities", "municipalities", least: 2);
