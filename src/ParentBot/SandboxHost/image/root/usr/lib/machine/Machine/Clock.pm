package Machine::Clock;

# Time that no one sets back, from /proc: the base system's perl has no Time::HiRes.

use strict;
use warnings;
use Exporter qw(import);
our @EXPORT_OK = qw(now start_time);

# Seconds since the host was booted, hundredths of a second exact.
sub now {
    open my $handle, '<', '/proc/uptime' or die "/proc/uptime: $!\n";
    return (split ' ', scalar <$handle>)[0];
}

# When the process was started, in clock ticks since boot; undef where it is gone.
sub start_time {
    my ($pid) = @_;
    open my $handle, '<', "/proc/$pid/stat" or return;
    my $line = <$handle> // return;
    $line =~ s/^.*\) //s;
    return (split ' ', $line)[19];
}

1;
