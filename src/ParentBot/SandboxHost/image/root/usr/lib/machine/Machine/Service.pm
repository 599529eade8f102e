package Machine::Service;

# One supervised service: its process, its state as systemctl shows it, and what to do when the process ends.

use strict;
use warnings;
use Machine::Clock qw(now);
use POSIX ();

# active: inactive activating active deactivating failed; sub as systemd names it
sub new {
    my ($class, $root, $scale, $unit) = @_;
    return bless {
        root => $root, scale => $scale, unit => $unit, active => 'inactive', sub => 'dead', result => 'success',
        pid => 0, status => 0, restarts => 0, starts => [], stop_at => 0, start_at => 0,
    }, $class;
}

sub seconds {
    my ($self, $key, $default) = @_;
    return $self->{scale} * ($self->{unit}->setting($key) // $default);
}

sub is_oneshot { $_[0]{unit}->setting('Type', 'simple') eq 'oneshot' }

# Starts the process; returns an error line where it may not start.
sub start {
    my ($self, $automatic) = @_;
    return if $self->{pid} || $self->{active} eq 'active';
    my $unit = $self->{unit};
    if (my $unmet = $unit->unmet_condition($self->{root})) {
        $self->log_line("condition ConditionPathExists=$unmet was not met, skipped");
        @$self{qw(active sub)} = qw(inactive dead);
        return;
    }
    my $window = now() - $self->seconds('StartLimitIntervalSec', 10);
    $self->{starts} = [ grep { $_ > $window } @{ $self->{starts} } ];
    if (@{ $self->{starts} } >= $unit->setting('StartLimitBurst', 5)) {
        @$self{qw(active sub result)} = qw(failed failed start-limit-hit);
        return "Job for $unit->{name} failed: start of the service was attempted too often.";
    }
    push @{ $self->{starts} }, now();
    $automatic ? $self->{restarts}++ : ($self->{restarts} = 0);
    @$self{qw(result status start_at)} = ('success', 0, 0);
    $self->spawn;
    @$self{qw(active sub)} = $self->is_oneshot ? qw(activating start) : qw(active running);
    return;
}

sub spawn {
    my ($self) = @_;
    my @command = $self->{unit}->command($self->{root});
    my $pid = fork // die "fork: $!\n";
    if ($pid) { $self->{pid} = $pid; $self->note_pid; return }
    POSIX::setpgid(0, 0);
    $SIG{$_} = 'DEFAULT' for qw(TERM INT CHLD PIPE);
    my $user = $self->{unit}->setting('User');
    $ENV{HOME} = "$self->{root}/" . (defined $user ? "home/$user" : 'root');
    for my $pair ($self->{unit}->list('Environment')) {
        my ($name, $value) = split /=/, $pair, 2;
        $ENV{$name} = $name eq 'HOME' ? "$self->{root}$value" : $value;
    }
    my $folder = $self->{unit}->setting('WorkingDirectory', '/');
    chdir($folder eq '~' ? $ENV{HOME} : "$self->{root}$folder") or chdir $self->{root};
    open STDIN, '<', '/dev/null';
    open STDOUT, '>>', $self->journal or POSIX::_exit(209);
    open STDERR, '>&', \*STDOUT;
    exec { $command[0] } @command or POSIX::_exit(203);
}

sub journal { "$_[0]{root}/var/log/journal/$_[0]{unit}{name}.log" }

sub log_line {
    my ($self, $text) = @_;
    open my $handle, '>>', $self->journal or return;
    print $handle "systemd: $self->{unit}{name}: $text\n";
    close $handle;
}

sub pid_file { "$_[0]{root}/run/init/$_[0]{unit}{name}.pid" }

# With the start time, so that a later init can tell a leftover process from a stranger that got its number.
sub note_pid {
    my ($self) = @_;
    open my $handle, '>', $self->pid_file or die "$!\n";
    print $handle "$self->{pid} ", Machine::Clock::start_time($self->{pid}) // 0, "\n";
    close $handle;
}

# At most SECONDS, where given, go by before SIGKILL.
sub stop {
    my ($self, $seconds) = @_;
    $self->{start_at} = 0;
    if (!$self->{pid}) {
        @$self{qw(active sub)} = qw(inactive dead) unless $self->{active} eq 'failed';
        return;
    }
    my $limit = $self->seconds('TimeoutStopSec', 90);
    $limit = $seconds if defined $seconds && $seconds < $limit;
    if ($self->{active} eq 'deactivating') {
        $self->{stop_at} = now() + $limit if $self->{stop_at} > now() + $limit;
        return;
    }
    @$self{qw(active sub)} = qw(deactivating stop-sigterm);
    $self->{stop_at} = now() + $limit;
    kill TERM => $self->{pid};
}

# As `systemctl show` prints them.
sub properties {
    my ($self) = @_;
    return <<"END";
ActiveState=$self->{active}
SubState=$self->{sub}
Result=$self->{result}
ExecMainStatus=$self->{status}
NRestarts=$self->{restarts}
MainPID=$self->{pid}
END
}

# What is due by the clock: SIGKILL after the stop timeout, the next automatic start.
sub tick {
    my ($self) = @_;
    if ($self->{pid} && $self->{stop_at} && now() >= $self->{stop_at}) {
        $self->{stop_at} = 0;
        $self->{timed_out} = 1;
        kill KILL => -$self->{pid};
    }
    if ($self->{start_at} && now() >= $self->{start_at}) {
        $self->{start_at} = 0;
        @$self{qw(active sub)} = qw(inactive dead);
        $self->start(1);
    }
}

# The process ended with the wait status.
sub ended {
    my ($self, $wait) = @_;
    my $unit = $self->{unit};
    my $signal = $wait & 127;
    my $status = $signal || $wait >> 8;
    my $stopping = $self->{active} eq 'deactivating';
    kill KILL => -$self->{pid};    # what the main process left behind
    unlink $self->pid_file;
    @$self{qw(pid stop_at status)} = (0, 0, $status);
    my $good = $signal
      ? $signal == 15 && $stopping
      : $status == 0 || $unit->has_exit_status('SuccessExitStatus', $status);
    $self->{result} = delete $self->{timed_out} ? 'timeout' : $good ? 'success' : $signal ? 'signal' : 'exit-code';
    if ($stopping) {
        @$self{qw(active sub)} = $self->{result} eq 'timeout' ? qw(failed failed) : qw(inactive dead);
        return;
    }
    $self->log_line("main process exited, " . ($signal ? "killed by signal $signal" : "status $status"));
    if ($self->is_oneshot && $good) {
        my $remains = $unit->setting('RemainAfterExit', 'no') eq 'yes';
        @$self{qw(active sub)} = $remains ? qw(active exited) : qw(inactive dead);
        return;
    }
    my $restart = $unit->setting('Restart', 'no');
    if (($restart eq 'always' || ($restart eq 'on-failure' && !$good))
        && !$unit->has_exit_status('RestartPreventExitStatus', $status)) {
        @$self{qw(active sub)} = qw(activating auto-restart);
        $self->{start_at} = now() + $self->seconds('RestartSec', 0.1);
        return;
    }
    @$self{qw(active sub)} = $good ? qw(inactive dead) : qw(failed failed);
}

1;
