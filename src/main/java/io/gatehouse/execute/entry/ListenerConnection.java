package io.gatehouse.execute.entry;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection of the own listener, so that a client that is slow on purpose or gone cannot hold it. It
 * stands in front of the decoder and counts what arrives; {@link #sweep} is called about once a second. All on the
 * connection's event loop.
 *
 * <table>
 * <caption>When a connection is closed</caption>
 * <tr><td>nothing arrives between requests</td><td>310 s, AWS's idle timeout</td></tr>
 * <tr><td>a request's head is not complete</td><td>20 s after its first byte</td></tr>
 * <tr><td>a body arrives at less than 500 bytes a second</td><td>after 20 s of waiting for it</td></tr>
 * <tr><td>the client takes nothing of an answer</td><td>60 s</td></tr>
 * <tr><td>the rest of a request that has its answer still arrives</td><td>after 30 s or 64 MB, or 2 s of silence</td></tr>
 * </table>
 */
final class ListenerConnection extends ChannelInboundHandlerAdapter {
    private static final int IDLE_SECONDS = 310;
    private static final int LINGER_SILENT_SECONDS = 2;

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        ANSWER,
        LAST_ANSWER,
        LINGER
    }

    private final String remoteAddress;
    private @Nullable ChannelHandlerContext channel;
    private Phase phase = Phase.IDLE;
    private int seconds;
    private int silentSeconds;
    private long arrivedBytes;
    private long unread;
    private int unreadSeconds;

    ListenerConnection(io.netty.channel.Channel channel) {
        remoteAddress = channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }

    String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            arrivedBytes += bytes.readableBytes();
        }
        silentSeconds = 0;
        if (isLast()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
        context.fireChannelRead(message);
    }

    /** Whether no further request of this connection is served, also not one that has been read already. */
    boolean isLast() {
        return phase == Phase.LAST_ANSWER || phase == Phase.LINGER;
    }

    private void enter(Phase next) {
        phase = next;
        seconds = 0;
        silentSeconds = 0;
        arrivedBytes = 0;
    }

    /** The client owes more of a request's body, or does not. */
    void waitsForBody(boolean waits) {
        if (isLast()) {
            return;
        }
        if (!waits) {
            phase = Phase.ANSWER;
        } else if (phase == Phase.ANSWER) {
            phase = Phase.BODY; // the time waited and the bytes go on counting
        }
    }

    /** A request's head is complete. */
    void requestBegins() {
        enter(Phase.ANSWER);
    }

    /** The answer has been handed to the connection. */
    void requestEnds() {
        if (!isLast()) {
            enter(Phase.IDLE);
        }
    }

    /** Throws away what still arrives; the answer under way is the last. */
    void takeNothingMore() {
        enter(Phase.LAST_ANSWER);
    }

    /** Sends nothing more and closes soon: so that the client can read the answer. */
    void linger() {
        enter(Phase.LINGER);
        if (channel != null && channel.channel() instanceof DuplexChannel socket) {
            socket.config().setAutoRead(true);
            var unused = socket.shutdownOutput();
        }
    }

    /** Closes the connection when its time is up. To be called every second. */
    void sweep() {
        seconds++;
        silentSeconds++;
        if (channel == null || !(isOverdue() || answerIsUnread(channel))) {
            return;
        }
        var unused = channel.close();
    }

    private boolean isOverdue() {
        return switch (phase) {
            case IDLE -> seconds > IDLE_SECONDS;
            case HEAD -> seconds > Patience.HEAD_SECONDS;
            case BODY -> Patience.isTooSlow(arrivedBytes, seconds);
            case ANSWER, LAST_ANSWER -> false; // the backend has a time limit of its own
            case LINGER ->
                silentSeconds > LINGER_SILENT_SECONDS
                        || seconds > Patience.LINGER_SECONDS
                        || arrivedBytes > Patience.LINGER_BYTES;
        };
    }

    private boolean answerIsUnread(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
        unreadSeconds = pending > 0 && pending == unread ? unreadSeconds + 1 : 0;
        unread = pending;
        return unreadSeconds > Patience.UNREAD_ANSWER_SECONDS;
    }
}
