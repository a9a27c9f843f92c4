package com.example.bank;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Accounts that money is moved between. Plain JDBC: a connection and a transaction for each call. */
public final class Bank {

    private final DataSource dataSource;

    public Bank(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void open(String name, long balance) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into account (name, balance) values (?, ?)")) {
            insert.setString(1, name);
            insert.setLong(2, balance);
            insert.executeUpdate();
        }
    }

    public void transfer(String from, String to, long amount) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                book(connection, from, -amount);
                book(connection, to, amount);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    public long balance(String name) throws SQLException {
        return number("select balance from account where name = ?", name);
    }

    public long entries(String name) throws SQLException {
        return number("select count(*) from entry where account = ?", name);
    }

    private static void book(Connection connection, String name, long amount) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("update account set balance = balance + ? where name = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into entry (amount, account) values (?, ?)")) {
            for (PreparedStatement statement : new PreparedStatement[] {update, insert}) {
                statement.setLong(1, amount);
                statement.setString(2, name);
                statement.executeUpdate();
            }
        }
    }

    private long number(String query, String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
