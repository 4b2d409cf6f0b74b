using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>Whether a plan of a release has an id, so that its lists tell plans of the same year apart.</summary>
internal sealed class PlansWithIds(AnswerService answers, CurrentRelease release)
    : ReleaseTrait(answers, release, "plans with ids", "plans(where: { planId: { neq: null } }, first: 1)", least: 1);
