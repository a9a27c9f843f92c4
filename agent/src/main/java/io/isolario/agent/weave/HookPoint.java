package io.isolario.agent.weave;

/**
 * The calls that instrumented classes of the JDK make, each with two arguments and one result.
 *
 * <p>A <em>token</em> is what an entry hook gives to the exit hook of the same call; null when there is nothing to do. Where no
 * second argument is named it is null.
 */
public enum HookPoint {
    /** Executor, task: the task is about to be offered to the queue of the executor. Returns a token. */
    SUBMITTING,
    /** Executor, task or null: a worker is about to be added with this first task. Returns a token. */
    ADDING_WORKER,
    /** Token, Boolean: the offer was taken or not. */
    SETTLED,
    /** Token: the offer failed with an exception. */
    REFUSED,
    /** Executor, task: the calling worker is about to run the task. */
    POOL_TASK,
    /** The calling thread asks for its next task, or leaves. */
    NEXT,
    /** Owner, object: it was taken out and will not run. */
    DROPPED,
    /** Owner, object: somebody wants to take it out. Returns a token. */
    REMOVING,
    /** Token, Boolean: it was taken out and will not run, or was not there. */
    REMOVED,
    /** Owner, list of objects: they were taken out and will not run. */
    ALL_DROPPED,
    /** Executor, delayed task: it is about to be enqueued. */
    SCHEDULED,
    /** Task, Boolean: somebody cancelled it, successfully or not. */
    CANCELLED,
    /** Thread: it is about to start. Returns a token. */
    THREAD_STARTING,
    /** Thread: it runs its last code. */
    THREAD_EXITING,
    /** Token: what was about to be handed over failed with an exception. */
    UNSENT,
    /** Fork-join task, pool or null: it is about to be enqueued. Returns a token. */
    FORKING,
    /** Fork-join task: it was taken from a queue and is about to run. Returns a token. */
    QUEUED_RUN,
    /** Fork-join task: the calling thread runs it itself. Returns a token. */
    DIRECT_RUN,
    /** Token: the fork-join task has run. */
    RAN,
    /** Delayed fork-join task, Long period: it is about to be enqueued. */
    DELAYED_FORK,
    /** Completion: it now waits for its source. */
    REGISTERED,
    /** Completion: it looks whether it can run, and runs. Returns a token. */
    FIRING,
    /** Token, dependent future: the completion has looked, or run; it has run when there is no dependent any more. */
    FIRED,
    /** Timer task, Long period: it is about to be enqueued. */
    TIMED,
    /** Timer task: taken out of the queue, to be run if it was not cancelled. */
    TIMER_TASK,
    /** Timer task: put back for its next time, and about to run. */
    TIMER_REPEAT,
    /** Array of timer tasks: they will not run. */
    TIMER_CLEARED,
    /** Queue, element: it was put in. */
    PUT,
    /** Queue, element: it is about to be put in, and may be taken before this returns. Returns a token. */
    PUTTING,
    /** Token, Boolean or null: it went in, or not. */
    PUT_SETTLED,
    /** Queue, collection: all its elements were put in. */
    ALL_PUT,
    /** Queue, element or null: the calling thread took it out. */
    TAKEN,
    /**
     * Queue, Long milliseconds or null: the calling thread wants an element and would wait that long, null for ever. Returns a
     * token.
     */
    ASKING,
    /** Token: the calling thread comes back from the queue, with an element or without. */
    ASKED,
    /** Queue, element or null: what a call that does not wait for ever returns. */
    POLLED,
    /** Queue: all its elements are about to be thrown away. */
    CLEARING,
    /** Queue that hands over under a lock: some of its elements were thrown away. */
    THINNED,
    /** Selector: the calling thread is about to wait for events. */
    SELECTING,
    /** Request of the JDK's HttpClient, the one that it follows on or null: it has its headers. */
    JDK_REQUEST,
    /** Request, future of its response: it was sent. */
    JDK_SENT,
    /** HttpURLConnection: its request is about to be written. */
    URL_CONNECTION,
    /** Socket: it is connected. */
    CONNECTED,
    /** Exchange of the JDK's HttpServer, chain: the chain is about to handle it. Returns the chain to use. */
    HTTP_SERVER,
    /** Task: it was made, and will run somewhere. */
    TASK_MADE,
    /** Task: it is about to be given to a scheduler of a library. Returns a token. */
    TASK_GIVEN,
    /** Token: the task was given. */
    TASK_SENT,
    /** Token: the task was refused. */
    TASK_UNSENT,
    /** Task: it was taken from that scheduler, and is about to run. Returns a token, which goes to {@link #RAN}. */
    TASK_BEGUN,
    /** Task: it will not run, unless it runs already. */
    TASK_DROPPED,
    /** Something: what follows is nobody's work, until {@link #RAN} gets the token. */
    OUTSIDE,
    /** Interceptor chain of OkHttp, request: it has its headers. Returns the request to send. */
    OKHTTP_REQUEST,
    /** Request of Apache's HttpClient, its scope: it is about to get its headers. */
    APACHE_REQUEST,
    /** Asynchronous client of Apache, context or null: a request begins. Returns the context to use. */
    APACHE_CONTEXT,
    /** Asynchronous client of Apache, callback or null: a request begins. Returns the callback to use. */
    APACHE_CALLBACK,
    /** Callback: its request was not sent. */
    APACHE_UNSENT,
    /** Request of Apache's asynchronous client, its scope: it is about to get its headers. */
    APACHE_ASYNC_REQUEST,
    /** Request of Reactor Netty as a Mono, its subscriber. Returns the subscriber to use. */
    REACTOR_SUBSCRIBER,
    /** Exchange of Reactor Netty: its request is about to be written. */
    REACTOR_REQUEST,
    /** Exchange of Reactor Netty that becomes a WebSocket: its request is about to be written. */
    REACTOR_WEB_SOCKET,
    /** Exchange of Reactor Netty: something arrives. Returns a token, which goes to {@link #RAN}. */
    REACTOR_ARRIVAL,
    /** Exchange of Reactor Netty: it is over. */
    REACTOR_END,
    /** Delayed task of Netty: it is about to be enqueued. */
    NETTY_DELAYED,
    /** Coroutine: it was made. */
    COROUTINE_MADE,
    /** Coroutine: it is complete. */
    COROUTINE_COMPLETE,
    /** Task of Kotlin: it runs a coroutine until that suspends. Returns a token, which goes to {@link #RAN}. */
    COROUTINE_RUNS,
    /** Object or class, site: a covered method is about to run. Returns a call that somebody wants to hear of. */
    CALL,
    /** Call, array of its arguments: it begins. Returns null, or an array of a result and a failure to give instead. */
    CALL_BEGUN,
    /** Call, result: the method has returned. */
    CALL_RETURNED,
    /** Call, exception: the method has thrown. */
    CALL_FAILED;

    /**
     * Returns whether there is nothing to do while no sandbox lives: then nothing can be captured, and nothing is on its way. Not
     * so what ends something that was begun when one lived.
     */
    boolean needsALivingSandbox() {
        return switch (this) {
            case SUBMITTING,
                    ADDING_WORKER,
                    POOL_TASK,
                    DROPPED,
                    REMOVING,
                    ALL_DROPPED,
                    SCHEDULED,
                    CANCELLED,
                    THREAD_STARTING,
                    FORKING,
                    QUEUED_RUN,
                    DIRECT_RUN,
                    DELAYED_FORK,
                    REGISTERED,
                    FIRING,
                    TIMED,
                    TIMER_TASK,
                    TIMER_REPEAT,
                    TIMER_CLEARED,
                    PUT,
                    PUTTING,
                    ALL_PUT,
                    TAKEN,
                    ASKING,
                    POLLED,
                    CLEARING,
                    SELECTING,
                    COROUTINE_RUNS,
                    THINNED,
                    CALL -> true;
            default -> false;
        };
    }

    /** Returns whether there is nothing to do without a first argument: the token of a call at whose entry there was nothing to do. */
    boolean needsAFirstArgument() {
        return switch (this) {
            case SETTLED, REFUSED, REMOVED, UNSENT, RAN, FIRED, ASKED, PUT_SETTLED, CALL_RETURNED, CALL_FAILED -> true;
            default -> false;
        };
    }
}
