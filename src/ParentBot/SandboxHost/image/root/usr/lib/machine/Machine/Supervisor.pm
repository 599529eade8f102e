package Machine::Supervisor;

# init's loop: requests from systemctl, ended processes, what is due by the clock.
# A request is one line, verb and unit names; the answer is the exit code on a line, then text for standard output
# or, where the code is not 0, standard error.

use strict;
use warnings;
use IO::Select;
use IO::Socket::UNIX;
use Machine::Clock qw(start_time);
use Machine::Job;
use Machine::Mounts;
use Machine::Service;
use Machine::Unit;
use POSIX ();

my $TURN_SECONDS = 0.05;
my $ENDING_SECONDS = 3;    # a service that does not stop must not keep the machine up

sub new {
    my ($class, $root) = @_;
    return bless {
        root => $root, scale => $ENV{SANDBOX_TIME_SCALE} // 0.02, services => {}, waiting => [], ending => 0,
    }, $class;
}

sub run {
    my ($self) = @_;
    $self->prepare_root;
    $SIG{TERM} = $SIG{INT} = sub { $self->{ending} = 1 };
    $SIG{PIPE} = 'IGNORE';
    $SIG{CHLD} = sub { };    # interrupts select
    my $select = IO::Select->new($self->listen);
    $self->bring_up;
    until ($self->{ending} && $self->all_stopped) {
        for my $ready ($select->can_read($TURN_SECONDS)) {
            my $client = $ready->accept or next;
            $self->answer($client);
        }
        $self->reap;
        $_->tick for values %{ $self->{services} };
        if ($self->{ending}) { $_->stop($ENDING_SECONDS) for values %{ $self->{services} } }
        $self->finish_waiting;
    }
    unlink "$self->{root}/run/init.sock";
    print "init: stopped\n";
    return 0;
}

# What a boot finds: nothing mounted, an empty /run and /tmp, no process of the last boot.
sub prepare_root {
    my ($self) = @_;
    my $root = $self->{root};
    $self->end_leftovers;
    Machine::Mounts::forget_all($root);
    system('rm', '-rf', "$root/run", "$root/tmp") == 0 or die "init: cannot clear $root/run\n";
    for (qw(run run/init tmp root mnt home etc etc/systemd etc/systemd/system var var/log var/log/journal)) {
        mkdir "$root/$_";
    }
    die "init: cannot write $root/run\n" unless -w "$root/run/init";
}

sub end_leftovers {
    my ($self) = @_;
    for my $file (glob "$self->{root}/run/init/*.pid") {
        open my $handle, '<', $file or next;
        my ($pid, $started) = split ' ', scalar(<$handle>) // '';
        next unless $pid && (start_time($pid) // -1) == $started;
        kill KILL => -$pid;
        select undef, undef, undef, 0.01 while (start_time($pid) // -1) == $started && !$self->is_zombie($pid);
    }
}

sub is_zombie {
    my ($self, $pid) = @_;
    open my $handle, '<', "/proc/$pid/stat" or return 1;
    return scalar(<$handle>) =~ /\) Z /;
}

# Bound by a relative name: a machine's folder may be longer than the 108 bytes a socket's address has.
sub listen {
    my ($self) = @_;
    chdir "$self->{root}/run" or die "init: $self->{root}/run: $!\n";
    my $socket = IO::Socket::UNIX->new(Local => 'init.sock', Listen => 64) or die "init: init.sock: $!\n";
    chdir '/';
    return $socket;
}

sub bring_up {
    my ($self) = @_;
    my @units;
    for my $name (Machine::Unit::enabled_names($self->{root})) {
        my $unit = eval { Machine::Unit->load($self->{root}, $name) };
        $unit ? push @units, $unit : print "init: $name is left out: $@";
    }
    my %after = map { my $unit = $_; $unit->{name} => { map { $_ => 1 } $unit->list('After') } } @units;
    my $waits = sub { $after{ $_[0]{name} }{ $_[1]{name} } // 0 };
    for my $unit (sort { $waits->($a, $b) <=> $waits->($b, $a) } @units) {
        print "init: starting $unit->{name}\n";
        $self->service($unit->{name})->start;
    }
}

# The service of the name; its unit file is read again while nothing runs, as after daemon-reload.
sub service {
    my ($self, $name) = @_;
    my $unit = Machine::Unit->load($self->{root}, $name);
    my $service = $self->{services}{$name} //= Machine::Service->new($self->{root}, $self->{scale}, $unit);
    $service->{unit} = $unit;
    return $service;
}

sub reap {
    my ($self) = @_;
    while ((my $pid = waitpid -1, POSIX::WNOHANG()) > 0) {
        my $wait = $?;
        $_->{pid} == $pid and $_->ended($wait) for values %{ $self->{services} };
    }
}

sub all_stopped {
    my ($self) = @_;
    return !grep { $_->{pid} || $_->{start_at} } values %{ $self->{services} };
}

sub answer {
    my ($self, $client) = @_;
    my ($verb, @names) = split ' ', scalar(<$client>) // '';
    my $reply = eval { $self->handle($client, $verb // '', @names) } // [ 5, $@ ];
    Machine::Job::reply($client, @$reply) if @$reply;
}

# The answer, or an empty list where it must wait for a process.
sub handle {
    my ($self, $client, $verb, $name) = @_;
    return [ 0, '' ] if $verb eq 'daemon-reload';
    my $service = $self->service($name // die "a unit is missing\n");
    if ($verb eq 'show') {
        return [ 0, $service->properties ];
    }
    if ($verb eq 'reset-failed') {
        $service->{starts} = [];
        @$service{qw(active sub result)} = qw(inactive dead success) if $service->{active} eq 'failed';
        return [ 0, '' ];
    }
    if ($verb eq 'fail') {    # the sandbox's break: as if the service had crashed too often
        kill KILL => -$service->{pid} if $service->{pid};
        $service->{unit}{settings}{Restart} = 'no';
        $service->{break} = 1;
        return $self->wait_for($client, 'stop', $service);
    }
    die "init: no verb $verb\n" unless $verb =~ /^(start|stop|restart)$/;
    die "init: the machine is stopping\n" if $self->{ending};
    $service->stop if $verb ne 'start';
    return $self->wait_for($client, $verb, $service);
}

sub wait_for {
    my ($self, $client, $wish, $service) = @_;
    push @{ $self->{waiting} }, Machine::Job->new($client, $wish, $service);
    return [];
}

sub finish_waiting {
    my ($self) = @_;
    $self->{waiting} = [ grep { !$_->advance } @{ $self->{waiting} } ];
}

1;
