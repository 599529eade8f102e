using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

public sealed class UpgradeTests(UpgradeStory story) : IClassFixture<UpgradeStory>
{
    [Fact]
    public void An_upgrade_brings_the_newest_good_image_on_the_same_disk()
    {
        Versions(story.AfterUpgrade).ShouldBe("1.1.0 2026.9.6 alice-g2 alice-d1");
        story.Upgraded.Text.ShouldStartWith("alice is upgraded: image 1.0.0 -> 1.1.0, OpenClaw 2026.9.5 -> 2026.9.6.");
    }

    [Fact]
    public void What_the_claw_wrote_is_there_after_an_upgrade() =>
        story.AfterUpgrade.Diary.ShouldBe("before the upgrade");

    [Fact]
    public void Updates_that_ran_on_a_disk_do_not_run_again()
    {
        story.AfterUpgrade.LastUpdate.ShouldBe("2");
        story.AfterUpgrade.HasLastingPage.ShouldBeFalse();
    }

    [Fact]
    public void A_broken_image_ends_on_the_old_versions_and_the_chat_says_so()
    {
        story.Broken.Operation!.Status.ShouldBe(OperationStatus.RolledBack);
        story.Broken.Text.ShouldEndWith(
            "readyz: telegram. It is back on image 1.1.0 with OpenClaw 2026.9.6, its data as before, and verified.");
        story.AfterBroken.Claw.State.ShouldBe(ClawState.Running);
        Versions(story.AfterBroken).ShouldBe("1.1.0 2026.9.6 alice-g5 alice-d3");
    }

    [Fact]
    public void The_data_are_as_before_the_broken_image_and_what_that_wrote_is_gone()
    {
        story.AfterBroken.Diary.ShouldBe("before the broken one");
        story.AfterBroken.State.ShouldBe("2026.9.6");
        story.StateOfBroken.ShouldBe("2026.9.7"); // on the retired disk, which is kept
    }

    [Fact]
    public void The_disk_that_the_broken_image_wrote_to_is_retired_and_said_to_be()
    {
        story.AfterBroken.Disks.ShouldContain("alice-d1");
        story.Broken.Operation!.Steps.ShouldContain(
            step => step.Note == "alice-d1 is retired and kept; /purge alice deletes it");
    }

    [Fact]
    public void An_image_that_failed_is_not_chosen_again_by_itself()
    {
        story.AfterBroken.Claw.FailedImages.ShouldBe(["1.2.0-bad"]);
        story.Refused.Text.ShouldBe(
            "alice runs image 1.1.0 and app layer 1.1.0 already; there is nothing newer that is good.");
    }

    [Fact]
    public void A_rollback_asks_first_and_says_what_is_lost()
    {
        story.Question.Reply.Question!.Kind.ShouldBe(QuestionKind.YesNo);
        story.Question.Text.ShouldContain("Lost: what the claw learned and wrote since then");
        story.Question.Text.ShouldContain("Image: 1.1.0 -> 1.0.0");
    }

    [Fact]
    public void Declined_it_changes_nothing()
    {
        story.Declined.Reply.Status.ShouldBe(ReplyStatus.Refused);
        story.AfterDeclined.Claw.Version.ShouldBe(story.AfterBroken.Claw.Version); // each change raises it
    }

    [Fact]
    public void A_rollback_brings_back_the_versions_and_the_data_of_then()
    {
        Versions(story.AfterRollback).ShouldBe("1.0.0 2026.9.5 alice-g6 alice-d4");
        story.AfterRollback.Diary.ShouldBe("before the upgrade");
        story.AfterRollback.State.ShouldBe("2026.9.5");
        story.RolledBack.Text.ShouldStartWith(
            $"alice is back at {story.Upgraded.Operation!.RestorePoint}: image 1.0.0");
    }

    [Fact]
    public void A_purge_of_a_living_claw_deletes_its_retired_disks_alone()
    {
        story.AfterRollback.Disks.ShouldBe(["alice-d1", "alice-d3", "alice-d4"], ignoreOrder: true);
        story.AfterPurge.Disks.ShouldBe(["alice-d4"]);
        story.Purged.Text.ShouldBe("alice's retired disks are deleted.");
        story.AfterPurge.Claw.State.ShouldBe(ClawState.Running);
    }

    [Fact]
    public void A_destroyed_claw_comes_back_on_its_disk_with_its_memory_and_the_versions_it_had()
    {
        story.AfterReturn.Diary.ShouldBe("before the upgrade");
        Versions(story.AfterReturn).ShouldBe("1.1.0 2026.9.6 alice-g9 alice-d4");
    }

    [Fact]
    public void A_purge_of_a_destroyed_claw_leaves_nothing()
    {
        story.PurgedForGood.Text.ShouldBe("Nothing of alice is left but its lines in /audit.");
        story.DisksAtTheEnd.ShouldBeEmpty();
        story.FleetAtTheEnd.ShouldBe("There is no claw yet. /deploy alice makes the first one.");
    }

    [TrafficFact]
    public void Each_exchange_of_a_rolled_back_upgrade_fits_the_descriptions_of_the_API() =>
        story.TrafficFindings.ShouldBe("");

    private static string Versions(Sight sight)
    {
        sight.Machines.ShouldHaveSingleItem().ShouldBe(sight.Claw.Machine.ToString());
        return $"{sight.Claw.Spec!.Image} {sight.Claw.Spec.OpenClaw} {sight.Claw.Machine} alice-d{sight.Claw.Disk}";
    }
}
