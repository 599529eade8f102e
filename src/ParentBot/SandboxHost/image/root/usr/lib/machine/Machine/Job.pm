package Machine::Job;

# A request to start or stop a service, kept until its answer can be given.

use strict;
use warnings;
use Machine::Clock qw(now);

# wish: start, stop, restart; end: a oneshot's process is waited for
sub new {
    my ($class, $client, $wish, $service) = @_;
    return bless { client => $client, wish => $wish, service => $service }, $class;
}

# True once the answer was given.
sub advance {
    my ($self) = @_;
    my $service = $self->{service};
    return $self->advance_start if $self->{wish} eq 'start';
    return 0 if $service->{pid};
    if ($self->{wish} eq 'restart') {
        @$service{qw(active sub)} = qw(inactive dead) if $service->{active} ne 'failed';
        $self->{wish} = 'start';
        return $self->advance_start;
    }
    if ($self->{wish} eq 'stop') {
        $self->mark_broken if delete $service->{break};
        return reply($self->{client}, 0);
    }
    return reply($self->{client}, 0) if $service->{active} ne 'failed';
    return reply($self->{client}, 1, "Job for $service->{unit}{name} failed: $service->{result}.\n");
}

sub advance_start {
    my ($self) = @_;
    my $service = $self->{service};
    my $refusal = $service->start;
    return reply($self->{client}, 1, "$refusal\n") if defined $refusal;
    return reply($self->{client}, 0) unless $service->is_oneshot && $service->{pid};
    $self->{wish} = 'end';
    return 0;
}

# As if the service had crashed until systemd gave up.
sub mark_broken {
    my ($self) = @_;
    my $service = $self->{service};
    @$service{qw(active sub result start_at)} = (qw(failed failed start-limit-hit), 0);
    $service->{starts} = [ (now()) x 100 ];
}

sub reply {
    my ($client, $code, $text) = @_;
    print $client "$code\n", $text // '';
    close $client;
    return 1;
}

1;
